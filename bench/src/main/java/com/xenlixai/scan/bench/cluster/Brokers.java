package com.xenlixai.scan.bench.cluster;

import com.xenlixai.scan.bench.cluster.ChaosProxy.Weather;
import com.xenlixai.scan.local.embedded.BrokerMain;
import com.xenlixai.scan.local.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/// The brokers of a cluster: one, or three of which any one may fail. With `weather`, gateways and
/// stages reach them through a {@link ChaosProxy} each, and the driver directly.
public final class Brokers implements AutoCloseable {

    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
    private static final int HEAP_MEGABYTES = 512;

    /// Who looks at the brokers through which weather.
    public enum Side {
        GATEWAYS,
        STAGES
    }

    private record Node(
            int id, int port, int controllerPort, Map<Side, Integer> ports, ChildProcess process) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Map<Side, List<ChaosProxy>> proxies = new EnumMap<>(Side.class);

    Brokers(ClusterPlan plan) {
        int count = plan.brokers();
        int[] controllers = IntStream.range(0, count).map(_ -> FreePort.find()).toArray();
        String voters =
                IntStream.range(0, count)
                        .mapToObj(i -> (i + 1) + "@127.0.0.1:" + controllers[i])
                        .collect(Collectors.joining(","));
        String clusterId = Uuid.randomUuid().toString();
        for (int i = 0; i < count; i++) {
            nodes.add(node(plan, i + 1, controllers[i], voters, clusterId));
        }
    }

    private Node node(ClusterPlan plan, int id, int controller, String voters, String clusterId) {
        int port = FreePort.find();
        Map<Side, Integer> ports = new EnumMap<>(Side.class);
        StringBuilder advertised = new StringBuilder("BROKER://127.0.0.1:" + port);
        if (plan.weather()) {
            for (Side side : Side.values()) {
                int behind = FreePort.find();
                var proxy = new ChaosProxy(behind);
                proxies.computeIfAbsent(side, _ -> new ArrayList<>()).add(proxy);
                ports.put(side, behind);
                advertised.append("," + side + "://127.0.0.1:" + proxy.port());
            }
        }
        String name = plan.brokers() == 1 ? "broker" : "broker-" + id;
        Path folder = plan.folder().resolve(plan.brokers() == 1 ? "kafka" : "kafka-" + id);
        writeClusterId(folder, clusterId);
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), "" + port));
        settings(plan.brokers(), id, port, controller, voters, ports, advertised.toString())
                .forEach((key, value) -> arguments.add(key + "=" + value));
        plan.brokerSettings().forEach((key, value) -> arguments.add(key + "=" + value));
        var process =
                new ChildProcess(
                        name,
                        JavaCommand.of(BrokerMain.class, HEAP_MEGABYTES, arguments),
                        Map.of(),
                        plan.folder().resolve(name + ".log"),
                        () -> answers("127.0.0.1:" + port));
        return new Node(id, port, controller, ports, process);
    }

    private static Map<String, String> settings(
            int count,
            int id,
            int port,
            int controller,
            String voters,
            Map<Side, Integer> ports,
            String advertised) {
        String more =
                ports.entrySet().stream()
                        .map(side -> "," + side.getKey() + "://127.0.0.1:" + side.getValue())
                        .collect(Collectors.joining());
        String copies = Integer.toString(count);
        String enough = count == 1 ? "1" : "2";
        return Map.of(
                "node.id", Integer.toString(id),
                "controller.quorum.voters", voters,
                "listeners",
                        "BROKER://127.0.0.1:"
                                + port
                                + ",CONTROLLER://127.0.0.1:"
                                + controller
                                + more,
                "advertised.listeners", advertised,
                "listener.security.protocol.map",
                        "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT,"
                                + "GATEWAYS:PLAINTEXT,STAGES:PLAINTEXT",
                "offsets.topic.replication.factor", copies,
                "transaction.state.log.replication.factor", copies,
                "transaction.state.log.min.isr", enough,
                "min.insync.replicas", enough);
    }

    /// What the driver connects to.
    public String bootstrapServers() {
        return nodes.stream()
                .map(node -> "127.0.0.1:" + node.port())
                .collect(Collectors.joining(","));
    }

    /// What the services of one side connect to.
    String bootstrapServers(Side side) {
        List<ChaosProxy> between = proxies.get(side);
        return between == null
                ? bootstrapServers()
                : between.stream()
                        .map(proxy -> "127.0.0.1:" + proxy.port())
                        .collect(Collectors.joining(","));
    }

    /// The processes.
    public List<ChildProcess> processes() {
        return nodes.stream().map(Node::process).toList();
    }

    /// Changes the weather between one side and all brokers.
    public void change(Side side, Weather weather) {
        List<ChaosProxy> between = proxies.get(side);
        if (between == null) {
            throw new IllegalStateException("this cluster was planned without weather");
        }
        between.forEach(proxy -> proxy.change(weather));
    }

    void start() {
        processes().forEach(ChildProcess::start);
    }

    void awaitReady(Duration within) throws InterruptedException {
        for (ChildProcess process : processes()) {
            process.awaitReady(within);
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (ChildProcess process : processes()) {
            process.close();
        }
        proxies.values().forEach(all -> all.forEach(ChaosProxy::close));
    }

    private static void writeClusterId(Path folder, String clusterId) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("cluster.id"), clusterId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(String address) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", address,
                        "default.api.timeout.ms", (int) PROBE_TIMEOUT.toMillis(),
                        "request.timeout.ms", (int) PROBE_TIMEOUT.toMillis());
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(PROBE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
