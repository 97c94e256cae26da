package com.xenlixai.scan.bench.guard;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.ClusterPlan;
import com.xenlixai.scan.bench.farm.SiteFarm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pipeline with no network opened to it, among sites with public addresses. Runs in a network
/// namespace that `bench/guard.sh` prepares; exit code 1 when a canary was reached or a scan ended
/// otherwise than it must.
public final class GuardMain {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PORT = 8080;
    private static final int SITES = 8;
    private static final int SCANS_EACH = 3;

    private final Cluster cluster;
    private final HttpClient http = HttpClient.newHttpClient();

    private GuardMain(Cluster cluster) {
        this.cluster = cluster;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() throws IOException, InterruptedException {
        SequencedMap<String, InetAddress> sites = new LinkedHashMap<>();
        for (int i = 1; i <= SITES; i++) {
            sites.put("site" + i + "-of-the-farm.com", InetAddress.getByName("93.184.216." + i));
        }
        InetAddress publicOne = sites.firstEntry().getValue();
        InetAddress metadata = InetAddress.getByName("169.254.169.254");
        InetAddress internal = InetAddress.getByName("10.9.9.9");
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Path folder = Files.createTempDirectory("xenlix-guard");
        try (var dns = new FixtureDns(loopback);
                var one = new Canary(metadata, PORT);
                var two = new Canary(internal, PORT);
                var three = new Canary(loopback, PORT);
                SiteFarm farm = SiteFarm.start(sites, PORT)) {
            List<Canary> canaries = List.of(one, two, three);
            for (Canary canary : canaries) {
                if (!canary.singsWhenReached()) {
                    throw new IllegalStateException("not to be reached at all: " + canary);
                }
            }
            sites.forEach((name, address) -> dns.put(name, List.of(List.of(address))));
            dns.put("metadata-in-disguise.com", List.of(List.of(metadata)));
            dns.put("internal-in-disguise.com", List.of(List.of(internal)));
            dns.put("loopback-in-disguise.com", List.of(List.of(loopback)));
            dns.put("half-public.com", List.of(List.of(publicOne, internal)));
            dns.put("rebinding.com", List.of(List.of(publicOne), List.of(internal)));
            try (Cluster cluster = Cluster.start(plan(folder))) {
                boolean kept = new GuardMain(cluster).scan(farm);
                canaries.forEach(System.out::println);
                return kept && canaries.stream().allMatch(canary -> canary.accepted() == 0);
            }
        }
    }

    private static ClusterPlan plan(Path folder) {
        // No network is opened, no port added: as in operation.
        return ClusterPlan.inOperation(folder).with("XENLIX_CRAWL_PER_HOST_DELAY", "0ms");
    }

    private boolean scan(SiteFarm farm) throws IOException, InterruptedException {
        Map<String, String> ends = new LinkedHashMap<>();
        for (int host = 1; host <= farm.hosts(); host++) {
            for (int i = 0; i < SCANS_EACH; i++) {
                ends.put(farm.url(host, "/library/" + i), "FULL_READY");
            }
        }
        for (String path : List.of("/redirects/metadata", "/redirects/file")) {
            ends.put(farm.url(1, path), "FAILED");
        }
        for (String name :
                List.of(
                        "metadata-in-disguise.com",
                        "internal-in-disguise.com",
                        "loopback-in-disguise.com",
                        "half-public.com")) {
            ends.put("http://" + name + ":" + PORT + "/", "FAILED");
        }
        // Its first answer is public, so it may be scanned, but nowhere else.
        ends.put("http://rebinding.com:" + PORT + "/faq", "");
        for (String address : List.of("169.254.169.254", "10.9.9.9", "[::ffff:10.9.9.9]")) {
            ends.put("http://" + address + ":" + PORT + "/", "REFUSED");
        }
        boolean kept = true;
        for (Map.Entry<String, String> end : ends.entrySet()) {
            String came = end(end.getKey());
            boolean right = end.getValue().isEmpty() || end.getValue().equals(came);
            System.out.println((right ? "ok   " : "FAIL ") + came + " " + end.getKey());
            kept &= right;
        }
        return kept;
    }

    private String end(String url) throws IOException, InterruptedException {
        HttpResponse<String> posted =
                http.send(
                        HttpRequest.newBuilder(cluster.gateway().uri("/api/v1/scan-jobs"))
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                JSON.writeValueAsString(Map.of("url", url))))
                                .build(),
                        BodyHandlers.ofString());
        if (posted.statusCode() == 422 || posted.statusCode() == 400) {
            return "REFUSED";
        }
        String id = JSON.readTree(posted.body()).path("scanId").asString();
        List<String> unfinished = new ArrayList<>(List.of("QUEUED", "RUNNING", "TEASER_READY"));
        while (true) {
            JsonNode state =
                    JSON.readTree(
                            http.send(
                                            HttpRequest.newBuilder(
                                                            cluster.gateway()
                                                                    .uri(
                                                                            "/api/v1/scan-jobs/"
                                                                                    + id
                                                                                    + "/status?wait=10s"))
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .body());
            String status = state.path("status").asString("");
            if (!unfinished.contains(status)) {
                return status;
            }
        }
    }
}
