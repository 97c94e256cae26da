package com.xenlixai.scan.local.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How to run the pipeline in one JVM.
///
/// @param data the folder that keeps topics and tables
/// @param port of the gateway, or 0 for a free one
/// @param allowNetworks CIDR ranges that the crawler may reach although it usually refuses them
/// @param allowPorts ports that the crawler may reach besides the usual ones
/// @param settings further settings of all services, by property name
public record PipelineOptions(
        Path data,
        int port,
        List<String> allowNetworks,
        List<Integer> allowPorts,
        Map<String, String> settings) {

    /// Ports that need no permission.
    private static final List<Integer> USUAL_PORTS = List.of(80, 443, 8080, 8443);

    public PipelineOptions {
        allowNetworks = List.copyOf(allowNetworks);
        allowPorts = List.copyOf(allowPorts);
        settings = Map.copyOf(settings);
    }

    /// The permissions as settings; empty when none were given, so that the environment's hold.
    Map<String, String> openings() {
        Map<String, String> openings = new HashMap<>();
        if (!allowNetworks.isEmpty()) {
            openings.put("xenlix.crawl.allow-networks", String.join(",", allowNetworks));
        }
        if (!allowPorts.isEmpty()) {
            List<Integer> all = new ArrayList<>(USUAL_PORTS);
            all.addAll(allowPorts);
            openings.put(
                    "xenlix.crawl.allow-ports",
                    String.join(",", all.stream().distinct().map(String::valueOf).toList()));
        }
        return openings;
    }
}
