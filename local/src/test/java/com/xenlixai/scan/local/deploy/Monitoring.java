package com.xenlixai.scan.local.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus and a real Alertmanager with the committed rules over given services, and a
/// receiver that hears the alerts. Scrapes every second and waits a second where the rules wait
/// minutes, since a test has no patience; all else is as committed.
final class Monitoring implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<Process> processes = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpServer receiver;
    private final int prometheus;
    private final int alertmanager;

    /// @param folder for configuration, data and logs
    /// @param targets host and port of the instances, by job
    Monitoring(Path folder, Map<String, List<String>> targets) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        receiver = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    heard.addAll(firingIn(exchange.getRequestURI().getPath(), body));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        receiver.start();
        alertmanager = freePort();
        prometheus = freePort();
        writeAlertmanager(folder);
        writePrometheus(folder, targets, alertmanager);
        start(
                folder,
                Tool.ALERTMANAGER,
                "--config.file=alertmanager.yml",
                "--storage.path=alertmanager",
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + alertmanager);
        start(
                folder,
                Tool.PROMETHEUS,
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=prometheus",
                "--enable-feature=exemplar-storage",
                "--web.listen-address=127.0.0.1:" + prometheus);
    }

    /// The names of the alerts that the receiver heard firing, with the way they came:
    /// `/page ScanWorkerDown`.
    List<String> heard() {
        return List.copyOf(heard);
    }

    String prometheusUrl() {
        return "http://127.0.0.1:" + prometheus;
    }

    String alertmanagerUrl() {
        return "http://127.0.0.1:" + alertmanager;
    }

    /// What Prometheus answers to a query: a list of samples.
    JsonNode ask(String query) throws IOException, InterruptedException {
        return answer(query, "query?query=" + encoded(query));
    }

    /// What a panel would show from then until now: a list of series.
    JsonNode since(Instant then, String query) throws IOException, InterruptedException {
        String path =
                "query_range?query=%s&start=%d&end=%d&step=5"
                        .formatted(
                                encoded(query),
                                then.getEpochSecond(),
                                Instant.now().getEpochSecond());
        return answer(query, path);
    }

    /// Which targets are scraped, and what went wrong with the others.
    List<String> targets() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(prometheusUrl() + "/api/v1/targets"))
                        .timeout(PATIENCE)
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        List<String> targets = new ArrayList<>();
        for (JsonNode target : JSON.readTree(answer.body()).path("data").path("activeTargets")) {
            targets.add(
                    "%s %s after %s s %s"
                            .formatted(
                                    target.path("scrapePool").asString(""),
                                    target.path("health").asString(""),
                                    target.path("lastScrapeDuration").asString(""),
                                    target.path("lastError").asString("")));
        }
        return targets;
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private JsonNode answer(String query, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(prometheusUrl() + "/api/v1/" + path))
                        .timeout(PATIENCE)
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(query + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("data").path("result");
    }

    /// Whether a query has at least one sample that is a number.
    boolean answers(String query) throws IOException, InterruptedException {
        for (JsonNode sample : ask(query)) {
            if (!sample.path("value").path(1).asString("NaN").equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        receiver.stop(0);
        http.close();
    }

    private void writeAlertmanager(Path folder) throws IOException {
        String committed = Repository.text("deploy/alertmanager/alertmanager.yml");
        String ours =
                committed
                        .replace(
                                "alert-receiver:9095",
                                "127.0.0.1:" + receiver.getAddress().getPort())
                        .replaceAll("group_wait: \\d+s", "group_wait: 0s")
                        .replaceAll("group_interval: \\d+m", "group_interval: 1s");
        Files.writeString(folder.resolve("alertmanager.yml"), ours);
    }

    private static void writePrometheus(
            Path folder, Map<String, List<String>> targets, int alertmanager) throws IOException {
        Files.writeString(
                folder.resolve("recording.rules.yml"),
                impatient(Repository.text("deploy/prometheus/recording.rules.yml")));
        Files.writeString(
                folder.resolve("alerts.rules.yml"),
                impatient(Repository.text("deploy/prometheus/alerts.rules.yml")));
        StringBuilder config = new StringBuilder();
        config.append(
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {runbooks: docs/runbooks}}
                rule_files: [recording.rules.yml, alerts.rules.yml]
                alerting:
                  alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]
                scrape_configs:
                """
                        .formatted(alertmanager));
        targets.forEach(
                (job, instances) ->
                        config.append("  - job_name: ")
                                .append(job)
                                .append(
                                        "\n    metrics_path: /metrics\n    static_configs: [{targets: [")
                                .append(String.join(", ", instances))
                                .append("]}]\n"));
        Files.writeString(folder.resolve("prometheus.yml"), config);
    }

    private static String impatient(String rules) {
        return rules.replaceAll("(?m)^( +)for: \\w+$", "$1for: 1s")
                .replaceAll("(?m)^( +)interval: \\w+$", "$1interval: 1s");
    }

    private void start(Path folder, Tool tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(tool.locate().toString());
        command.addAll(List.of(arguments));
        processes.add(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(tool.name() + ".log").toFile())
                        .start());
    }

    private static List<String> firingIn(String path, byte[] body) {
        List<String> names = new ArrayList<>();
        for (JsonNode alert : JSON.readTree(body).path("alerts")) {
            if (alert.path("status").asString("").equals("firing")) {
                names.add(path + " " + alert.path("labels").path("alertname").asString(""));
            }
        }
        return names;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
