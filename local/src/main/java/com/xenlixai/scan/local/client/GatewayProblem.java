package com.xenlixai.scan.local.client;

import tools.jackson.databind.JsonNode;

/// The gateway refused a call, or could not be reached (status 0).
public final class GatewayProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    GatewayProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    /// From a problem document (RFC 9457).
    static GatewayProblem of(int status, JsonNode problem) {
        StringBuilder message = new StringBuilder(problem.path("title").asString("refused"));
        String detail = problem.path("detail").asString("");
        if (!detail.isEmpty()) {
            message.append(": ").append(detail);
        }
        for (JsonNode error : problem.path("errors")) {
            message.append("; ")
                    .append(error.path("field").asString(""))
                    .append(' ')
                    .append(error.path("reason").asString(""));
        }
        return new GatewayProblem(status, message.toString());
    }

    /// The HTTP status of the answer; 0 when there was none.
    public int status() {
        return status;
    }
}
