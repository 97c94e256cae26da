package com.xenlixai.scan.gateway.webhook;

import com.xenlixai.scan.contract.EventIds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a receiver is told.
///
/// @param id the same for the same news, whoever notices it and however often it is sent
/// @param subject the scan, batch or schedule that it is about
/// @param type as in `scan.finished`
record Message(String id, String tenant, String subject, String type, String url, byte[] body) {

    /// @param data ids and states; never a report
    static Message of(
            String tenant,
            String subject,
            String type,
            String url,
            Instant at,
            Object data,
            JsonMapper json) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", at);
        body.put("data", data);
        String id = "msg_" + EventIds.of("webhook", type, subject).replace("-", "");
        return new Message(id, tenant, subject, type, url, json.writeValueAsBytes(body));
    }
}
