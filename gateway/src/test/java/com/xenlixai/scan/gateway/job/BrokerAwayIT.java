package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.gateway.RunningGateway;
import com.xenlixai.scan.local.embedded.TestKafka;
import com.xenlixai.scan.local.embedded.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayIT {

    @Test
    void ordersAreRefusedInTimeAndPollsGoOn(@TempDir Path state) throws Exception {
        TestKafka broker = TestKafka.fresh();
        try (RunningGateway gateway =
                RunningGateway.start(broker, TestPostgres.freshDatabase(), state)) {
            String scanId = gateway.scan("https://www.example.com/");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.get("/readyz").statusCode() == 200);
            broker.close();
            for (int attempt = 0; attempt < 3; attempt++) {
                long start = System.nanoTime();
                HttpResponse<String> answer =
                        gateway.post(
                                "/api/v1/scan-jobs", "{\"url\":\"https://www.example.com/2\"}");
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(taken).isLessThan(Duration.ofMillis(3_500));
            }
            HttpResponse<String> poll = gateway.get("/api/v1/scan-jobs/" + scanId + "/status");
            assertThat(poll.statusCode()).isEqualTo(200);
            assertThat(poll.headers().firstValue("X-State-Age")).isPresent();
            assertThat(gateway.get("/livez").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> gateway.get("/health/dependencies").statusCode() == 503);
            assertThat(gateway.get("/health/dependencies").body())
                    .contains("\"broker\":{\"details\":{")
                    .contains("\"database\":{\"details\":{\"answered\"");
        }
    }
}
