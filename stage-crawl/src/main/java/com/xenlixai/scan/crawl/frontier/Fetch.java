package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.StepContext;

/// What is done with a request once it is granted.
@FunctionalInterface
public interface Fetch {

    /// Fetches, and writes into the report what politeness must know of it.
    ///
    /// @throws InterruptedException when the stage is shutting down
    Outcome run(CrawlRequest request, StepContext context, FetchReport report)
            throws InterruptedException;
}
