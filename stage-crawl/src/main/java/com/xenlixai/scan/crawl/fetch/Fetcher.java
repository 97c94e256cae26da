package com.xenlixai.scan.crawl.fetch;

/// Sends one request and takes its answer. Follows no redirect, retries nothing, keeps no cookies,
/// decodes nothing. Called on virtual threads, blocks until the end or the request's deadline.
@FunctionalInterface
public interface Fetcher {

    /// @throws InterruptedException when the service is shutting down
    Fetched fetch(FetchRequest request) throws InterruptedException;
}
