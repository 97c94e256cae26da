package com.xenlixai.scan.gateway.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.xenlixai.scan.gateway.access.KeyedGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs of schedules count like what the schedule's owner orders.
class ScheduleQuotaIT {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int QUOTA = 4;
    private static final String THREE =
            """
            {"urls": ["https://a.example.com/", "https://b.example.com/", "https://c.example.com/"],
             "interval": "1h"}
            """;

    private static KeyedGateway keyed;

    @BeforeAll
    static void start() {
        keyed = KeyedGateway.start("xenlix.schedules.poll-interval=100ms");
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    private static HttpResponse<String> call(String key, String method, String path, String body) {
        return keyed.call(key, method, path, body, "application/json");
    }

    private static String schedule(String key) {
        HttpResponse<String> answer = call(key, "POST", "/api/v1/schedules", THREE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return MAPPER.readTree(answer.body()).get("scheduleId").stringValue();
    }

    private static void run(String sql) {
        keyed.gateway().context().getBean(DatabaseClient.class).sql(sql).then().block();
    }

    /// The schedule's newest run once it has been fired so often and is in order or refused.
    private static JsonNode fired(String key, String id, int runs) {
        // Runs are told apart by their second.
        run(
                "update schedule set next_at = date_trunc('second', now()) - interval '%d s' where id = '%s'"
                        .formatted(100 - runs, id));
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                MAPPER.readTree(
                                        call(key, "GET", "/api/v1/schedules/" + id, "").body()),
                        schedule ->
                                schedule.get("runs").size() == runs
                                        && (schedule.at("/runs/0/problem").isString()
                                                || isSealed(key, schedule)))
                .at("/runs/0");
    }

    private static boolean isSealed(String key, JsonNode schedule) {
        return batch(key, schedule.at("/runs/0")).at("/sealed").asBoolean(false);
    }

    private static JsonNode batch(String key, JsonNode run) {
        String path = "/api/v1/scan-batches/" + run.get("batchId").stringValue();
        return MAPPER.readTree(call(key, "GET", path, "").body());
    }

    @Test
    void aRunTakesWhatIsLeftAndTheNextIsRefusedForAllToSee() {
        String key = keyed.key("poor", QUOTA);
        String id = schedule(key);

        JsonNode whole = fired(key, id, 1);
        assertThat(whole.has("problem")).isFalse();
        assertThat(batch(key, whole).at("/total").intValue()).isEqualTo(3);

        JsonNode part = fired(key, id, 2);
        assertThat(part.has("problem")).isFalse();
        assertThat(batch(key, part).at("/total").intValue()).isEqualTo(1);

        JsonNode none = fired(key, id, 3);
        assertThat(none.at("/problem").stringValue())
                .isEqualTo("urn:xenlix:problem:too-many-requests");
        assertThat(none.at("/error").stringValue()).contains("used up");
        assertThat(none.has("finishedAt")).isTrue();

        HttpResponse<String> own =
                call(key, "POST", "/api/v1/scan-jobs", "{\"url\":\"https://a.example.com/\"}");
        assertThat(own.statusCode()).isEqualTo(429);
    }

    @Test
    void aRevokedKeysScheduleCountsAgainstTheTenantsNextKeyAndWithoutOneIsRefused() {
        String first = keyed.key("mover", QUOTA);
        String id = schedule(first);
        run("update api_key set revoked_at = now() where tenant = 'mover'");
        String second = keyed.key("mover", 3);

        JsonNode counted = fired(second, id, 1);
        assertThat(counted.has("problem")).isFalse();
        HttpResponse<String> own =
                call(second, "POST", "/api/v1/scan-jobs", "{\"url\":\"https://a.example.com/\"}");
        assertThat(own.statusCode()).isEqualTo(429);

        run("update api_key set scopes = '{scan:read}' where tenant = 'mover'");
        JsonNode refused = fired(second, id, 2);
        assertThat(refused.at("/problem").stringValue())
                .isEqualTo("urn:xenlix:problem:unauthenticated");
    }
}
