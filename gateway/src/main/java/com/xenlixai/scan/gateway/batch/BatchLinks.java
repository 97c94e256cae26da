package com.xenlixai.scan.gateway.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where a batch's resources are.
public final class BatchLinks {

    private static final String BATCHES = "/api/v1/scan-batches/";

    private BatchLinks() {}

    /// The batch's own address.
    public static String self(String batchId) {
        return BATCHES + batchId;
    }

    /// All of them by name.
    public static Map<String, String> of(String batchId) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self(batchId));
        links.put("events", self(batchId) + "/events");
        links.put("results", self(batchId) + "/results");
        links.put("jobs", "/api/v1/scan-jobs?batchId=" + batchId);
        links.put("cancel", self(batchId));
        return links;
    }
}
