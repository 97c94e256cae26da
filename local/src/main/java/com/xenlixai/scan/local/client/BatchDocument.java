package com.xenlixai.scan.local.client;

import tools.jackson.databind.JsonNode;

/// Where a batch stands, as the gateway tells it.
///
/// @param json the whole document
/// @param etag its version, for the next poll
public record BatchDocument(JsonNode json, String etag) {

    /// Scans in all; grows until the upload is complete.
    public long total() {
        return json.path("total").asLong(0);
    }

    /// Scans in that state.
    public long count(String state) {
        return json.path("counts").path(state).asLong(0);
    }

    /// Scans that have ended, well or not.
    public long ended() {
        return count("FULL_READY") + count("FAILED") + count("CANCELLED");
    }

    /// Scans that end per second just now.
    public double ratePerSecond() {
        return json.path("ratePerSecond").asDouble(0);
    }

    /// Seconds until the end at that rate; negative while nothing is known.
    public long etaSeconds() {
        return json.path("etaSeconds").asLong(-1);
    }

    /// Whether all scans have ended.
    public boolean isOver() {
        return json.path("finishedAt").isString();
    }
}
