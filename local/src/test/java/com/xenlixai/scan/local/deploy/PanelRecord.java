package com.xenlixai.scan.local.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what each panel would have shown, for `deploy/checks/plot.py` to draw: the way to look at
/// dashboards where there is no Grafana.
final class PanelRecord {

    private PanelRecord() {}

    /// Writes the answers to all panels' queries since then.
    static void write(Path file, Monitoring monitoring, Instant since)
            throws IOException, InterruptedException {
        ObjectNode panels = JsonMapper.shared().createObjectNode();
        for (Map.Entry<String, String> query : Promql.all().entrySet()) {
            if (!query.getKey().startsWith("runbook ")) {
                panels.set(
                        query.getKey(),
                        monitoring.since(since, Promql.substituted(query.getValue())));
            }
        }
        Files.writeString(file, JsonMapper.shared().writeValueAsString(panels));
    }
}
