package com.xenlixai.scan.gateway;

import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole gateway in this JVM, on a real broker and a real database, spoken to over HTTP.
public final class RunningGateway implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
        port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /// A running gateway.
    ///
    /// @param more further settings as in `xenlix.job.timeout=2s`
    public static RunningGateway start(
            TestKafka broker, Database database, Path state, String... more) {
        List<String> settings = new ArrayList<>();
        settings.add("--server.port=0");
        settings.add("--xenlix.kafka.bootstrap-servers=" + broker.bootstrapServers());
        settings.add("--xenlix.kafka.partitions=4");
        settings.add("--xenlix.database.url=" + database.url());
        settings.add("--xenlix.database.username=" + database.username());
        settings.add("--xenlix.database.password=" + database.password());
        settings.add("--xenlix.job.state-dir=" + state);
        settings.add("--logging.level.root=WARN");
        for (String setting : more) {
            settings.add("--" + setting);
        }
        return new RunningGateway(
                GatewayApplication.application().run(settings.toArray(String[]::new)));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// Sends and waits for the whole answer.
    ///
    /// @param headers name, value, name, value …
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    public HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    public HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /// Orders a scan and gives the answer.
    public HttpResponse<String> post(String path, String json, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send("POST", path, json, all.toArray(String[]::new));
    }

    /// Orders a scan that is accepted, and gives its id.
    public String scan(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("/api/v1/scan-jobs", "{\"url\":\"%s\"}".formatted(url));
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return json(answer).get("scanId").stringValue();
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    public HttpClient http() {
        return http;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
