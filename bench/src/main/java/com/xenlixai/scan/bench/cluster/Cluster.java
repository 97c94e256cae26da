package com.xenlixai.scan.bench.cluster;

import com.xenlixai.scan.local.embedded.BrokerMain;
import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.FreePort;
import com.xenlixai.scan.local.embedded.PostgresMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/// A running pipeline of separate processes: a broker JVM, PostgreSQL, and any number of each
/// service from its executable jar, configured by environment variables alone. Everything listens
/// on loopback and everything is stopped by {@link #close()}.
public final class Cluster implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(240);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final ClusterPlan plan;
    private final ExecutableJars jars = ExecutableJars.find();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();
    private final ChildProcess broker;
    private final String bootstrapServers;
    private final ChildProcess postgres;
    private final Database database;
    private final Map<Service, List<Instance>> services = new EnumMap<>(Service.class);

    /// One running instance of a service.
    ///
    /// @param port where it serves HTTP
    public record Instance(Service service, int port, ChildProcess process) {

        /// The URL of a path.
        public URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }
    }

    private Cluster(ClusterPlan plan) {
        this.plan = plan;
        createFolder(plan.folder());
        int brokerPort = FreePort.find();
        bootstrapServers = "127.0.0.1:" + brokerPort;
        broker = brokerOn(brokerPort);
        database = new Database("127.0.0.1", FreePort.find(), "postgres", "postgres", "");
        postgres = postgresOn(database);
    }

    /// Starts everything and returns when all services are ready.
    public static Cluster start(ClusterPlan plan) throws InterruptedException {
        var cluster = new Cluster(plan);
        try {
            cluster.broker.start();
            cluster.postgres.start();
            cluster.broker.awaitReady(READY_WITHIN);
            cluster.postgres.awaitReady(READY_WITHIN);
            for (Service service : Service.values()) {
                for (int i = 0; i < plan.instances().getOrDefault(service, 0); i++) {
                    cluster.add(service);
                }
            }
            for (Instance instance : cluster.all()) {
                instance.process().awaitReady(READY_WITHIN);
            }
            return cluster;
        } catch (RuntimeException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Database database() {
        return database;
    }

    public ChildProcess broker() {
        return broker;
    }

    /// The process over PostgreSQL. Killing it leaves the server itself running; see
    /// {@link #killPostgres()}.
    public ChildProcess postgres() {
        return postgres;
    }

    /// `kill -9` for the server and the process over it.
    public void killPostgres() throws InterruptedException {
        Path pidFile = plan.folder().resolve("postgres").resolve("postmaster.pid");
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres.kill();
    }

    /// The instances of a service.
    public List<Instance> instances(Service service) {
        return List.copyOf(services.getOrDefault(service, List.of()));
    }

    /// The first gateway.
    public Instance gateway() {
        return instances(Service.GATEWAY).getFirst();
    }

    /// All instances of all services.
    public List<Instance> all() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    /// Starts one more instance without waiting until it is ready.
    public Instance add(Service service) {
        List<Instance> instances = services.computeIfAbsent(service, _ -> new ArrayList<>());
        int port = FreePort.find();
        String name = service.module() + "-" + (instances.size() + 1);
        var instance = new Instance(service, port, process(service, name, port));
        instances.add(instance);
        instance.process().start();
        return instance;
    }

    @Override
    public void close() throws InterruptedException {
        for (Instance instance : all()) {
            instance.process().close();
        }
        broker.close();
        if (postgres.isAlive()) {
            // Not killed, so that the server under it ends too.
            postgres.terminate(READY_WITHIN);
        }
        http.close();
    }

    private ChildProcess brokerOn(int port) {
        return new ChildProcess(
                "broker",
                main(BrokerMain.class, 512, "kafka", port),
                Map.of(),
                logOf("broker"),
                this::brokerAnswers);
    }

    private ChildProcess postgresOn(Database address) {
        return new ChildProcess(
                "postgres",
                main(PostgresMain.class, 64, "postgres", address.port()),
                Map.of(),
                logOf("postgres"),
                () -> postgresAnswers(address));
    }

    private List<String> main(Class<?> type, int heapMegabytes, String folder, int port) {
        return List.of(
                java(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                type.getName(),
                plan.folder().resolve(folder).toString(),
                Integer.toString(port));
    }

    private static boolean postgresAnswers(Database address) {
        try (var connection =
                DriverManager.getConnection(
                        address.jdbcUrl(), address.username(), address.password())) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean brokerAnswers() {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
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

    private ChildProcess process(Service service, String name, int port) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-Xmx" + service.heapMegabytes() + "m");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(plan.jvmOptions());
        command.add("-jar");
        command.add(jars.of(service).toString());
        Map<String, String> environment = new HashMap<>(plan.environment());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("XENLIX_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put(
                "XENLIX_CRAWL_FRONTIER_STATE_DIR",
                plan.folder().resolve("frontier-" + name).toString());
        if (service == Service.GATEWAY) {
            environment.put("XENLIX_DATABASE_URL", database.url());
            environment.put("XENLIX_DATABASE_USERNAME", database.username());
            environment.put("XENLIX_DATABASE_PASSWORD", database.password());
            environment.put(
                    "XENLIX_JOB_STATE_DIR", plan.folder().resolve("state-" + name).toString());
        }
        return new ChildProcess(name, command, environment, logOf(name), () -> isReady(port));
    }

    private boolean isReady(int port) {
        HttpRequest probe =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                        .timeout(PROBE_TIMEOUT)
                        .build();
        try {
            return http.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path logOf(String name) {
        return plan.folder().resolve(name + ".log");
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
