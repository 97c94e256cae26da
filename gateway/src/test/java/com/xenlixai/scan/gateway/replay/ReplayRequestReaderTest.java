package com.xenlixai.scan.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.replay.ReplayRequest.From;
import com.xenlixai.scan.gateway.replay.ReplayRequest.Which;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayRequestReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final ReplayRequestReader reader =
            new ReplayRequestReader(Clock.fixed(NOW, ZoneOffset.UTC));

    private ReplayRequest read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private ProblemException.Problem refused(String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(json)).problem();
    }

    @Test
    void scansAreTakenOnceEachInTheirOrder() {
        assertThat(read("{\"from\":\"analyze\",\"scanIds\":[\"b\",\"a\",\"b\"]}"))
                .isEqualTo(new ReplayRequest(From.ANALYZE, new Which.Scans(List.of("b", "a"))));
    }

    @Test
    void aBatchOrATimeCanBeNamedInstead() {
        assertThat(read("{\"from\":\"generate\",\"batchId\":\"b1\"}").which())
                .isEqualTo(new Which.Batch("b1"));
        assertThat(read("{\"from\":\"analyze\",\"since\":\"2026-11-24T12:30:00+01:00\"}").which())
                .isEqualTo(new Which.Since(Instant.parse("2026-11-24T11:30:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"from\":\"analyze\"}",
                "{\"from\":\"crawl\",\"batchId\":\"b\"}",
                "{\"batchId\":\"b\"}",
                "{\"from\":\"analyze\",\"batchId\":\"b\",\"scanIds\":[\"a\"]}",
                "{\"from\":\"analyze\",\"scanIds\":[]}",
                "{\"from\":\"analyze\",\"scanIds\":\"a\"}",
                "{\"from\":\"analyze\",\"scanIds\":[\"a\",7]}",
                "{\"from\":\"analyze\",\"batchId\":\" \"}",
                "{\"from\":\"analyze\",\"since\":\"yesterday\"}",
                "{\"from\":\"analyze\",\"batchId\":\"b\",\"url\":\"https://example.com\"}",
                "{\"from\":\"analyze\",\"batchId\":\"b\"} trailing"
            })
    void whatCannotBeReadIsMalformed(String body) {
        assertThat(refused(body).type().status()).isEqualTo(400);
        assertThat(refused(body).errors()).isNotEmpty();
    }

    @Test
    void moreScansThanOneOrderTakesAreRefused() {
        String ids =
                IntStream.rangeClosed(0, ReplayRequestReader.MOST_SCANS)
                        .mapToObj(i -> "\"" + i + "\"")
                        .collect(Collectors.joining(","));

        assertThat(refused("{\"from\":\"analyze\",\"scanIds\":[" + ids + "]}").errors())
                .extracting(ProblemException.FieldError::field)
                .containsExactly("scanIds");
    }

    @Test
    void aTimeThatTheLogDoesNotReachIsRefusedWithHowFarItDoes() {
        ProblemException.Problem problem =
                refused("{\"from\":\"analyze\",\"since\":\"2026-11-20T00:00:00Z\"}");

        assertThat(problem.type().status()).isEqualTo(422);
        assertThat(problem.errors().getFirst().reason())
                .contains("24 h", "since 2026-11-23T12:00:00Z");
        assertThat(
                        refused("{\"from\":\"analyze\",\"since\":\"2027-01-01T00:00:00Z\"}")
                                .type()
                                .status())
                .isEqualTo(422);
    }

    @Test
    void requestsThatMeanTheSameHashAlike() {
        String once = read("{\"from\":\"analyze\",\"scanIds\":[\"a\",\"a\"]}").hash();

        assertThat(read("{\"scanIds\":[\"a\"],\"from\":\"analyze\"}").hash()).isEqualTo(once);
        assertThat(read("{\"scanIds\":[\"b\"],\"from\":\"analyze\"}").hash()).isNotEqualTo(once);
    }
}
