package com.xenlixai.scan.crawl.frontier;

import java.util.ArrayDeque;
import java.util.Deque;

/// A batch, or the single scans of a tenant, in one lane: one turn each within its tenant.
final class Job {

    /// Who shares turns with others of the lane.
    static final class Tenant {
        final Deque<Job> turns = new ArrayDeque<>();
        int jobs;
        final String name;

        Tenant(String name) {
            this.name = name;
        }
    }

    final Tenant tenant;
    final String batch;
    final Deque<Line> turns = new ArrayDeque<>();
    int lines;

    Job(Tenant tenant, String batch) {
        this.tenant = tenant;
        this.batch = batch;
    }
}
