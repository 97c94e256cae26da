package com.xenlixai.scan.crawl.frontier;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What one turn of a timetable has decided. A host whose fetch ended and that is asked again at
/// once is written down once. Used by the partition's task alone.
final class Decisions {

    private final Requests requests;
    private final Fetches fetches;
    private final Set<Host> changed = new LinkedHashSet<>();
    private final List<Grant> granted = new ArrayList<>();

    Decisions(Requests requests, Fetches fetches) {
        this.requests = requests;
        this.fetches = fetches;
    }

    /// What is known of a host is another than before.
    void changed(Host host) {
        changed.add(host);
    }

    /// A request is to be fetched; its host holds the lease.
    void granted(Host host, Grant grant) {
        changed.add(host);
        granted.add(grant);
    }

    /// Writes the hosts down, then lets the fetches begin: no lease is unknown to the store.
    void carryOut() {
        for (Host host : changed) {
            if (!host.gone) {
                requests.host(host);
            }
        }
        changed.clear();
        granted.forEach(fetches::start);
        granted.clear();
    }
}
