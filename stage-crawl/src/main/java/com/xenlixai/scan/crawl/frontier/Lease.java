package com.xenlixai.scan.crawl.frontier;

/// A fetch that was granted and has not ended.
///
/// @param owner the process that fetches
/// @param until when the request is granted again if nothing was heard of it
record Lease(Attempt attempt, String owner, long until) {

    Lease extendedTo(long moment) {
        return new Lease(attempt, owner, moment);
    }
}
