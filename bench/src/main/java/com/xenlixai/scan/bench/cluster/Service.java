package com.xenlixai.scan.bench.cluster;

/// The services of the pipeline.
public enum Service {
    GATEWAY("gateway", 512),
    CRAWL("stage-crawl", 384),
    ANALYZE("stage-analyze", 384),
    GENERATE("stage-generate", 384);

    private final String module;
    private final int heapMegabytes;

    Service(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    /// The folder that it is built in.
    public String module() {
        return module;
    }

    /// The most heap that it may use, in MiB.
    public int heapMegabytes() {
        return heapMegabytes;
    }
}
