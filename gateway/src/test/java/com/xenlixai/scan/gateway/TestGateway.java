package com.xenlixai.scan.gateway;

import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.SharedByTests;
import com.xenlixai.scan.local.embedded.TestKafka;
import com.xenlixai.scan.local.embedded.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/// A gateway on a free port with a broker and a database of its own, for tests over HTTP.
public final class TestGateway implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(6);
    private static final int TRIES = 3;

    private final TestKafka kafka;
    private final Database database;
    private final Path folder;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestGateway(
            TestKafka kafka,
            Database database,
            Path folder,
            ConfigurableApplicationContext context) {
        this.kafka = kafka;
        this.database = database;
        this.folder = folder;
        this.context = context;
    }

    /// The gateway that tests share which need no settings of their own.
    public static TestGateway shared() {
        return Shared.GATEWAY;
    }

    private static final class Shared {
        private static final TestGateway GATEWAY = SharedByTests.untilTheEnd(start());
    }

    /// Starts one.
    ///
    /// @param settings further settings as `name=value`
    public static TestGateway start(String... settings) {
        return start(TestPostgres.freshDatabase(), settings);
    }

    /// Starts one on this database.
    public static TestGateway start(Database database, String... settings) {
        TestKafka kafka = TestKafka.fresh();
        Path folder = temporaryFolder();
        return new TestGateway(
                kafka,
                database,
                folder,
                run(kafka.bootstrapServers(), database, folder, List.of(settings)));
    }

    private static ConfigurableApplicationContext run(
            String bootstrapServers, Database database, Path folder, List<String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=0");
        arguments.add("--xenlix.kafka.bootstrap-servers=" + bootstrapServers);
        arguments.add("--xenlix.database.url=" + database.url());
        arguments.add("--xenlix.database.username=" + database.username());
        arguments.add("--xenlix.database.password=" + database.password());
        arguments.add("--xenlix.job.state-dir=" + folder);
        settings.forEach(setting -> arguments.add("--" + setting));
        return GatewayApplication.application().run(arguments.toArray(String[]::new));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gateway-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestKafka kafka() {
        return kafka;
    }

    public Database database() {
        return database;
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /// Answers with the body as text.
    ///
    /// @param headers names and values by turns
    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(READ_DEADLINE).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return read(request.build());
    }

    /// Asks again where no answer comes: of those that the server gives from another thread than
    /// the connection's own, one in some hundreds was seen to be lost here.
    private HttpResponse<String> read(HttpRequest request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (HttpTimeoutException e) {
                if (attempt == TRIES) {
                    throw new UncheckedIOException(e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Any method; without a body where it is null.
    public HttpResponse<String> send(
            String method, String path, @Nullable String body, String... headers) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(DEADLINE)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
        kafka.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
