package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.local.deploy.Family.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The running pipeline under a real Prometheus and a real Alertmanager: `mvn -Pobservability -pl
/// local -am verify`. Services are processes of their own, the language model is one that always
/// fails, and a stage is killed at the end.
@Tag("observability")
class ObservabilityIT {

    private static final int HOSTS = 1_000;
    private static final int MOST_SERIES = 500;
    private static final Duration DATA_WITHIN = Duration.ofMinutes(4);
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(2);

    /// Panels that need what is not here, and why.
    private static final Map<String, String> NOT_HERE =
            Map.of(
                    "Scans unaccounted for, 1 h", "compares with the hour before",
                    "Cache hit ratio", "only with the speed measurement",
                    "Cache size and evictions", "only with the speed measurement");

    @Test
    void panelsShowDataServicesKeepToThePageAndAKilledStageIsTold(@TempDir Path folder)
            throws Exception {
        Tool.PROMETHEUS.locate();
        Tool.ALERTMANAGER.locate();
        HttpServer model = failingModel();
        try (SiteFarm farm = SiteFarm.start(HOSTS, 0);
                Cluster cluster = Cluster.start(plan(folder, farm, model));
                Monitoring monitoring = new Monitoring(folder, targets(cluster));
                ScanLoad load = new ScanLoad(farm, cluster.gateway().uri("/"))) {
            Instant began = Instant.now();
            Set<String> empty = new TreeSet<>(expectedQueries());
            await().atMost(DATA_WITHIN)
                    .pollInterval(Duration.ofSeconds(5))
                    .untilAsserted(
                            () ->
                                    assertThat(remaining(monitoring, empty))
                                            .as("without data; %s", monitoring.targets())
                                            .allMatch(ObservabilityIT::onlyAfterAKill));
            List<String> complaints = new ArrayList<>();
            for (Source source : Source.values()) {
                Scrape scrape = Scrape.of(targetOf(cluster, source));
                complaints.addAll(MetricsContract.complaints(source, scrape));
            }
            assertThat(complaints).isEmpty();
            Set<Scrape.Series> before = ours(cluster);
            load.everyHostOnce(DATA_WITHIN);
            assertThat(ours(cluster)).as("series grow with what is scanned").isEqualTo(before);
            for (Source source : Source.values()) {
                int series = Scrape.of(targetOf(cluster, source)).series().size();
                System.out.printf(
                        "%s serves %d series after %d hosts%n", source.job(), series, HOSTS);
                assertThat(series).as(source.job()).isLessThanOrEqualTo(MOST_SERIES);
            }
            int scansBefore = load.accepted();

            cluster.instances(Service.GENERATE).getFirst().process().kill();
            Instant killed = Instant.now();
            await().atMost(TOLD_WITHIN)
                    .until(() -> monitoring.heard().contains("/page ScanWorkerDown"));
            System.out.printf(
                    "from the kill to the alert: %d s%n",
                    Duration.between(killed, Instant.now()).toSeconds());
            Path transcript = Path.of("target", "runbooks.txt");
            int failures =
                    RunbookCommands.run(folder, cluster, monitoring, load.lastScan(), transcript);
            assertThat(failures).as(Files.readString(transcript)).isZero();
            // What has piled up is worked off, and how long that takes is told.
            cluster.instances(Service.GENERATE).getFirst().process().start();
            await().atMost(DATA_WITHIN)
                    .pollInterval(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(remaining(monitoring, empty)).isEmpty());
            assertThat(load.accepted()).isGreaterThan(scansBefore);
            PanelRecord.write(Path.of("target", "panels.json"), monitoring, began);
        } finally {
            model.stop(0);
        }
    }

    /// Takes out of the set what answers now.
    private static Set<String> remaining(Monitoring monitoring, Set<String> empty)
            throws IOException, InterruptedException {
        Map<String, String> queries = Promql.all();
        for (String name : List.copyOf(empty)) {
            String query = queries.get(name);
            if (query == null || monitoring.answers(Promql.substituted(query))) {
                empty.remove(name);
            }
        }
        return empty;
    }

    /// Backlog, age and drain show when somebody does not work.
    private static boolean onlyAfterAKill(String query) {
        return query.matches("(consumer-lag|pipeline-overview) / .*");
    }

    private static Set<String> expectedQueries() {
        return Promql.all().keySet().stream()
                .filter(name -> !name.startsWith("runbook "))
                .filter(
                        name ->
                                NOT_HERE.keySet().stream()
                                        .noneMatch(title -> name.contains(" / " + title + " / ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The series that the pipeline itself makes; those of lag follow the partitions that wait.
    private static Set<Scrape.Series> ours(Cluster cluster)
            throws IOException, InterruptedException {
        Set<Scrape.Series> ours = new HashSet<>();
        for (Source source : Source.values()) {
            Scrape.of(targetOf(cluster, source)).series().stream()
                    .filter(series -> series.name().startsWith("scan_"))
                    .forEach(ours::add);
        }
        return ours;
    }

    private static ClusterPlan plan(Path folder, SiteFarm farm, HttpServer model) {
        String url = "http://127.0.0.1:" + model.getAddress().getPort() + "/v1";
        return ClusterPlan.oneOfEach(folder, farm.port())
                .with("XENLIX_LLM_ENABLED", "true")
                .with("XENLIX_LLM_BASE_URL", url)
                .with("XENLIX_LLM_API_KEY", "not-a-key")
                .with("XENLIX_LLM_MODEL", "stub");
    }

    private static HttpServer failingModel() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(500, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static Map<String, List<String>> targets(Cluster cluster) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        for (Source source : Source.values()) {
            targets.put(source.job(), List.of(targetOf(cluster, source)));
        }
        return targets;
    }

    private static String targetOf(Cluster cluster, Source source) {
        URI uri = cluster.instances(Service.valueOf(source.name())).getFirst().uri("/");
        return uri.getHost() + ":" + uri.getPort();
    }
}
