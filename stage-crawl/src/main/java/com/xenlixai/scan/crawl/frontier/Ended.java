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
}
