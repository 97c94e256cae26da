package com.xenlixai.scan.bench.cluster;

import com.xenlixai.scan.bench.cluster.Brokers.Side;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A running pipeline of separate processes: a broker JVM, PostgreSQL, and any number of each
/// service from its executable jar, configured by environment variables alone. Everything listens
/// on loopback and everything is stopped by {@link #close()}.
public final class Cluster implements AutoCloseable {

    /// With 96 it cannot unpack the server, as it does on a machine that has not run it before.
    private static final int POSTGRES_MEGABYTES = 192;

    private static final Duration READY_WITHIN = Duration.ofSeconds(240);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final ClusterPlan plan;
    private final ExecutableJars jars = ExecutableJars.find();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PROBE_TIMEOUT).build();
    private final Brokers brokers;
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
        brokers = new Brokers(plan);
        database = new Database("127.0.0.1", FreePort.find(), "postgres", "postgres", "");
        postgres = postgresOn(database, plan.folder());
    }

    /// Starts everything and returns when all services are ready.
    public static Cluster start(ClusterPlan plan) throws InterruptedException {
        var cluster = new Cluster(plan);
        try {
            cluster.brokers.start();
            cluster.postgres.start();
            cluster.brokers.awaitReady(READY_WITHIN);
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

    /// What the driver's own Kafka clients connect to.
    public String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    public Database database() {
        return database;
    }

    /// The first broker.
    public ChildProcess broker() {
        return brokers.processes().getFirst();
    }

    /// All brokers, and the network before them.
    public Brokers brokers() {
        return brokers;
    }

    /// The process over PostgreSQL. Killing it leaves the server itself running; see
    /// {@link #killPostgres()}.
    public ChildProcess postgres() {
        return postgres;
    }

    /// `kill -9` for the server and the process over it.
    public void killPostgres() throws InterruptedException {
        ProcessHandle.of(postmaster()).ifPresent(ProcessHandle::destroyForcibly);
        postgres.kill();
    }

    /// The server's own process. It is no descendant of the process that has started it.
    public long postmaster() {
        Path pidFile = plan.folder().resolve("postgres").resolve("postmaster.pid");
        try {
            return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A signal for the server and all that serve its connections.
    ///
    /// @param signal as `kill` names it
    public void signalPostgres(String signal) {
        ProcessHandle.of(postmaster()).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .forEach(process -> ChildProcess.signal(signal, process.pid()));
    }

    /// Deletes what an instance that does not run has kept on its disk.
    public void wipeState(Instance instance) {
        Path state = stateOf(instance.process().name());
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Forgets an instance that does not run.
    public void remove(ChildProcess process) {
        services.values().forEach(all -> all.removeIf(one -> one.process() == process));
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
            instance.process().requestStop();
        }
        for (Instance instance : all()) {
            instance.process().close();
        }
        brokers.close();
        if (postgres.isAlive()) {
            // Not killed, so that the server under it ends too.
            postgres.terminate(READY_WITHIN);
        }
        http.close();
    }

    /// A database server, not started.
    ///
    /// @param folder of its data and its log
    static ChildProcess postgresOn(Database address, Path folder) {
        return new ChildProcess(
                "postgres",
                JavaCommand.of(
                        PostgresMain.class,
                        POSTGRES_MEGABYTES,
                        List.of(
                                folder.resolve("postgres").toString(),
                                Integer.toString(address.port()))),
                Map.of(),
                logOf(folder, "postgres"),
                () -> postgresAnswers(address));
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

    private ChildProcess process(Service service, String name, int port) {
        List<String> command = new ArrayList<>();
        if (service != Service.GATEWAY) {
            // As docker-compose.yml weighs them: what people wait for comes before batches' work.
            command.addAll(List.of("nice", "-n", "10"));
        }
        command.add(JavaCommand.java());
        command.add("-Xmx" + service.heapMegabytes() + "m");
        command.addAll(JavaCommand.AS_DEPLOYED);
        command.addAll(plan.jvmOptions());
        command.add("-jar");
        command.add(jars.of(service).toString());
        Map<String, String> environment = new HashMap<>(plan.environment());
        // As in the Dockerfile.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(plan.own().getOrDefault(service, Map.of()));
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put(
                "XENLIX_KAFKA_BOOTSTRAP_SERVERS",
                brokers.bootstrapServers(service == Service.GATEWAY ? Side.GATEWAYS : Side.STAGES));
        if (plan.brokers() > 1) {
            environment.put("XENLIX_KAFKA_REPLICATION_FACTOR", Integer.toString(plan.brokers()));
        }
        environment.put(
                "XENLIX_CRAWL_FRONTIER_STATE_DIR",
                plan.folder().resolve("frontier-" + name).toString());
        if (service == Service.GATEWAY) {
            environment.put("XENLIX_DATABASE_URL", database.url());
            environment.put("XENLIX_DATABASE_USERNAME", database.username());
            environment.put("XENLIX_DATABASE_PASSWORD", database.password());
            environment.put("XENLIX_JOB_STATE_DIR", stateOf(name).toString());
        }
        return new ChildProcess(
                name, command, environment, logOf(plan.folder(), name), () -> isReady(port));
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

    private Path stateOf(String name) {
        return plan.folder().resolve("state-" + name);
    }

    private static Path logOf(Path folder, String name) {
        return folder.resolve(name + ".log");
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
