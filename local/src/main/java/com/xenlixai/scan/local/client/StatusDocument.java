package com.xenlixai.scan.local.client;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Where a scan stands, as the gateway tells it.
///
/// @param json the whole document
/// @param etag its version, for the next poll
public record StatusDocument(JsonNode json, String etag) {

    private static final Set<String> TERMINAL = Set.of("FULL_READY", "FAILED", "CANCELLED");

    /// QUEUED, RUNNING, TEASER_READY, FULL_READY, FAILED or CANCELLED.
    public String status() {
        return json.path("status").asString("");
    }

    /// The stage that the scan is in, or empty.
    public String stage() {
        return json.path("stage").asString("");
    }

    /// 0 to 100.
    public int progress() {
        return json.path("progress").asInt(0);
    }

    /// Whether nothing will change any more.
    public boolean isTerminal() {
        return TERMINAL.contains(status());
    }

    /// Why it failed, for people; empty otherwise.
    public String failure() {
        JsonNode error = json.path("error");
        if (error.isMissingNode() || error.isNull()) {
            return "";
        }
        String stage = error.path("stage").asString("");
        return error.path("cause").asString("")
                + (stage.isEmpty() ? "" : " in " + stage)
                + ": "
                + error.path("message").asString("");
    }
}
