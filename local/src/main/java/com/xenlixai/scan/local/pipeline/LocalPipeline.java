package com.xenlixai.scan.local.pipeline;

import com.xenlixai.scan.contract.PartitionLeaders;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.EmbeddedKafka;
import com.xenlixai.scan.local.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Broker, database and the four services in this JVM. {@link #start} returns when the gateway
/// takes requests and the stages run; {@link #close} ends them in the order in which work flows.
public final class LocalPipeline implements AutoCloseable {

    /// Partitions of the wide topics. One JVM gains nothing from more, and each costs start time.
    /// Never changed for a folder that exists, since state is bound to partitions.
    private static final int WIDTH = 3;

    /// The name of its database.
    public static final String DATABASE = "xenlix";

    private static final Duration LEADING = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(LocalPipeline.class);

    private final DataFolder folder;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Startup startup = new Startup();
    private String bootstrapServers = "";
    private int port;

    private LocalPipeline(DataFolder folder) {
        this.folder = folder;
    }

    /// Starts everything.
    ///
    /// @throws FolderInUseException when another process holds the data folder
    /// @throws PipelineException when a part does not start; nothing is left running
    public static LocalPipeline start(PipelineOptions options) {
        // One logging configuration for the JVM, not one that each context sets up again.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        DataFolder folder =
                DataFolder.take(options.data())
                        .orElseThrow(() -> new FolderInUseException(options.data()));
        var pipeline = new LocalPipeline(folder);
        try {
            pipeline.startParts(options);
            LOG.info("started\n{}", pipeline.startup.report());
            return pipeline;
        } catch (RuntimeException e) {
            pipeline.close();
            throw e instanceof PipelineException known
                    ? known
                    : new PipelineException("the pipeline does not start: " + rootOf(e), e);
        }
    }

    /// Base URL of the gateway.
    public String gatewayUrl() {
        return "http://127.0.0.1:" + port;
    }

    /// The broker.
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts.reversed()) {
            closeQuietly(part);
        }
        parts.clear();
        folder.close();
    }

    private void startParts(PipelineOptions options) {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("start-", 0).factory())) {
            var database = run(threads, "PostgreSQL", () -> startPostgres());
            var broker = run(threads, "Kafka", () -> startKafka());
            // Class loading is most of a context's start: it goes on while broker and database
            // boot.
            database.join();
            broker.join();
            var kafka =
                    Map.of(
                            "xenlix.kafka.bootstrap-servers",
                            bootstrapServers,
                            "xenlix.kafka.partitions",
                            Integer.toString(WIDTH),
                            "xenlix.kafka.replication-factor",
                            "1");
            List<CompletableFuture<?>> services = new ArrayList<>();
            for (Service service : Service.values()) {
                services.add(
                        run(
                                threads,
                                service.label(),
                                () -> startService(service, options, kafka, database.join())));
            }
            CompletableFuture.allOf(services.toArray(CompletableFuture[]::new)).join();
            folder.announce(
                    new DataFolder.Running(
                            gatewayUrl(),
                            bootstrapServers,
                            database.join().url(),
                            ProcessHandle.current().pid()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private <T> CompletableFuture<T> run(ExecutorService threads, String part, Callable<T> start) {
        return CompletableFuture.supplyAsync(() -> startup.timed(part, start), threads);
    }

    private Database startPostgres() {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"), 0);
        keep(postgres);
        return postgres.database(DATABASE);
    }

    private String startKafka() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, Map.of());
        keep(kafka);
        bootstrapServers = kafka.bootstrapServers();
        createTopics();
        return bootstrapServers;
    }

    /// All at once, before services race to make the same ones.
    private void createTopics() throws Exception {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var present = admin.listTopics().names().get();
            List<NewTopic> missing =
                    Topics.newTopics(WIDTH, (short) 1).stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .toList();
            admin.createTopics(missing).all().get();
            if (!PartitionLeaders.answer(admin, missing, LEADING)) {
                throw new IllegalStateException(
                        "the broker leads not all partitions within " + LEADING);
            }
        }
    }

    private Service startService(
            Service service,
            PipelineOptions options,
            Map<String, String> kafka,
            Database database) {
        var context = service.start(options, kafka, database, folder.resolve("state"));
        keep(context);
        if (service == Service.GATEWAY) {
            port = Service.portOf(context);
        }
        return service;
    }

    private void keep(AutoCloseable part) {
        synchronized (parts) {
            parts.add(part);
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The rest must still be closed; a part that fails to stop says so in the log.
            LOG.warn("did not stop cleanly: {}", part, e);
        }
    }

    private static String rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
