package com.xenlixai.scan.local.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/// Kafka's own server, one node, broker and KRaft controller in one, on loopback, inside this JVM.
/// With a folder of the caller's its data stays for the next start; otherwise it is deleted on
/// {@link #close()}.
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;
    private static final int ATTEMPTS = 3;
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final String CLUSTER_ID_FILE = "cluster.id";

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final @Nullable Path temporary;

    private EmbeddedKafka(
            KafkaRaftServer server, String bootstrapServers, @Nullable Path temporary) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.temporary = temporary;
    }

    /// Starts a broker whose data is gone after use, on a free port.
    public static EmbeddedKafka start() {
        return start(null, 0, Map.of());
    }

    /// Starts a broker and returns when it answers.
    ///
    /// @param folder where its data stays, or null for a temporary one
    /// @param port the port to listen on, or 0 for a free one
    /// @param settings broker settings that replace or add to the ones for a single node
    public static EmbeddedKafka start(
            @Nullable Path folder, int port, Map<String, String> settings) {
        Path temporary = folder == null ? TemporaryFolder.create("xenlix-kafka") : null;
        Path data = folder != null ? folder : Objects.requireNonNull(temporary);
        RuntimeException last = new IllegalStateException("not tried");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return startOn(data, port == 0 ? FreePort.find() : port, settings, temporary);
            } catch (RuntimeException e) {
                // A free port can be taken between finding and binding it.
                last = e;
            }
        }
        if (temporary != null) {
            TemporaryFolder.delete(temporary);
        }
        throw last;
    }

    /// What clients connect to.
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            TemporaryFolder.delete(temporary);
        }
    }

    private static EmbeddedKafka startOn(
            Path data, int port, Map<String, String> settings, @Nullable Path temporary) {
        int controllerPort = FreePort.find();
        Map<String, String> all = new HashMap<>(singleNode(data, port, controllerPort));
        all.putAll(settings);
        String clusterId = format(data, all);
        var properties = new Properties();
        properties.putAll(all);
        var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
            String bootstrapServers = "127.0.0.1:" + port;
            awaitReady(bootstrapServers, clusterId);
            return new EmbeddedKafka(server, bootstrapServers, temporary);
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static Map<String, String> singleNode(Path data, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE)),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry(
                        "listeners",
                        "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry(
                        "listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "BROKER"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("log.dirs", data.resolve("log").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", Integer.toString(8 * 1024 * 1024)),
                // One node can hold one copy; few partitions make start and stop quick.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "4"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "4"));
    }

    /// Gives the folder its cluster id on first use, and returns it.
    private static String format(Path data, Map<String, String> settings) {
        try {
            Path idFile = data.resolve(CLUSTER_ID_FILE);
            Files.createDirectories(data);
            String clusterId;
            if (Files.exists(idFile)) {
                clusterId = Files.readString(idFile).strip();
            } else {
                clusterId = Uuid.randomUuid().toString();
                Files.writeString(idFile, clusterId);
            }
            new Formatter()
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(Integer.parseInt(settings.getOrDefault("node.id", "" + NODE)))
                    .setClusterId(clusterId)
                    .setDirectories(List.of(settings.getOrDefault("log.dirs", "")))
                    .setMetadataLogDirectory(settings.getOrDefault("log.dirs", ""))
                    .setControllerListenerName("CONTROLLER")
                    .setIgnoreFormatted(true)
                    .run();
            return clusterId;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the broker's folder " + data, e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format the broker's folder " + data, e);
        }
    }

    /// Waits for an answer of this very broker: an open port alone could belong to another one.
    private static void awaitReady(String bootstrapServers, String clusterId) {
        Map<String, Object> settings =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            String answering =
                    admin.describeCluster()
                            .clusterId()
                            .get(READY_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            if (!clusterId.equals(answering)) {
                throw new IllegalStateException(
                        "another broker answers on " + bootstrapServers + ": " + answering);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker starts", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not answer", e);
        }
    }
}
