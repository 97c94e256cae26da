package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.FetchFinished;

/// What came of a fetch for one host that it asked.
///
/// @param grant of the fetch
record Ended(Grant grant, FetchFinished finished) {

    /// The registrable domain of the host, which is the request's key.
    String site() {
        return FrontierProcessor.site(grant.record().key(), finished.getHost());
    }

    /// Whether host or request are to be left alone for longer than the host's delay. Nobody would
    /// know of that any more if this process were killed before its task has written it down.
    boolean pauses() {
        return finished.getCause() != null
                || finished.getAgainAt() != null
                || finished.getRetryAfterMillis() >= 0
                || Pace.isTrouble(finished.getStatus());
    }
}
