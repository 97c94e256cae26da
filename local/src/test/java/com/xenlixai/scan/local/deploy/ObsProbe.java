package com.xenlixai.scan.local.deploy;

import java.nio.file.*;
import java.util.*;
import org.junit.jupiter.api.Test;

class ObsProbe {
    @Test
    void probe() throws Exception {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        int port = 28080;
        for (Family.Source s : Family.Source.values()) targets.put(s.job(), List.of("127.0.0.1:" + port++));
        for (Family.Source s : Family.Source.values()) {
            Scrape sc = Scrape.of("127.0.0.1:" + (28080 + s.ordinal()));
            System.out.println(s + " series " + sc.series().size());
            MetricsContract.complaints(s, sc).forEach(System.out::println);
        }
        Path folder = Files.createTempDirectory("obs");
        try (Monitoring m = new Monitoring(folder, targets)) {
            Thread.sleep(Long.getLong("obs.wait", 70_000));
            int n = 0;
            for (var e : Promql.all().entrySet()) {
                if (e.getKey().startsWith("runbook")) continue;
                n++;
                if (!m.answers(Promql.substituted(e.getValue()))) System.out.println("EMPTY " + e.getKey());
            }
            System.out.println(n + " queries; heard " + m.heard());
        }
    }
}
