package com.xenlixai.scan.crawl.frontier;

import java.util.ArrayDeque;
import java.util.Deque;

/// The hosts of one registrable domain: together they are asked only so much at once.
final class Site {

    final String key;
    final Deque<Host> blocked = new ArrayDeque<>(1);
    int inFlight;
    int hosts;

    Site(String key) {
        this.key = key;
    }
}
