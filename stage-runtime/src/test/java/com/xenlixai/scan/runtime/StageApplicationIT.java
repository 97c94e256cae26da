package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.local.embedded.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// A stage as a Spring Boot application: two beans and an import.
class StageApplicationIT {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StageRuntimeConfiguration.class)
    static class Application {

        @Bean
        StageDefinition<PageAnalyzed> stage() {
            return StageDefinition.of("application", PageAnalyzed.class, PageAnalyzed::getOrder)
                    .reporting(Stage.GENERATE)
                    .reading(Topics::generate);
        }

        @Bean
        Step<PageAnalyzed> step() {
            return (_, _) -> Outcome.Done.of();
        }
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext context, String path)
            throws IOException, InterruptedException {
        int port =
                Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                        .getPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static ConfigurableApplicationContext run(String bootstrapServers) {
        return SpringApplication.run(
                Application.class,
                "--spring.config.import=classpath:stage-runtime.yml",
                "--server.port=0",
                "--xenlix.kafka.bootstrap-servers=" + bootstrapServers);
    }

    @Test
    void probesAndMetricsAreServedWhereOperatorsLookForThem() throws Exception {
        try (var context = run(TestKafka.shared().bootstrapServers())) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(get(context, "/readyz").statusCode()).isEqualTo(200));
            assertThat(get(context, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(context, "/metrics").body())
                    .contains(
                            "scan_stage_duration_seconds_bucket{",
                            "scan_stage_dead_letters_total{",
                            "scan_stage_concurrency_limit{",
                            "scan_stage_in_flight{",
                            "scan_stage_queue_wait_seconds_count{",
                            "scan_stage_errors_total{error=\"ssrf_blocked\"",
                            "scan_stage_retries_total{",
                            "scan_stage_duplicates_total{",
                            "scan_build_info{commit=\"unknown\"",
                            "kafka_consumer_coordinator_assigned_partitions{",
                            "kafka_producer_record_error_total{");
            assertThat(series(context)).isLessThanOrEqualTo(500);
        }
    }

    /// Prometheus pays for each.
    private static long series(ConfigurableApplicationContext context) throws Exception {
        return get(context, "/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }

    @Test
    void brokerThatIsAwayIsWaitedFor() throws Exception {
        try (var context = run("127.0.0.1:1")) {
            assertThat(get(context, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(context, "/readyz").statusCode()).isEqualTo(503);
        }
    }
}
