package com.xenlixai.scan.gateway.job;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where a job's resources are.
public final class JobLinks {

    private static final String JOBS = "/api/v1/scan-jobs/";

    private JobLinks() {}

    /// The path of the job's status.
    public static String status(String scanId) {
        return JOBS + scanId + "/status";
    }

    /// The path of the job's full report.
    public static String full(String scanId) {
        return JOBS + scanId + "/full";
    }

    /// The paths of all of the job's resources by their relation.
    public static Map<String, String> of(String scanId) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("status", status(scanId));
        links.put("events", JOBS + scanId + "/events");
        links.put("teaser", JOBS + scanId + "/teaser");
        links.put("full", full(scanId));
        links.put("cancel", JOBS + scanId);
        return links;
    }
}
