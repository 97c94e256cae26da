package com.xenlixai.scan.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

/// Each breach is noticed, and nothing else is taken for one.
class BatchWitnessTest {

    private final BatchWitness witness = new BatchWitness();

    @Test
    void aBatchThatGoesOnIsNoBreach() {
        saw(0, 1, 200, counters(3, 2, 1, 0));
        saw(2, 3, 200, counters(3, 1, 1, 1));
        saw(4, 5, 503, "{}", "Retry-After", "1");
        witness.saw(new BalancedClient.Answer("gateway-1", 6, 7, null));

        assertThat(witness.breaches()).isEqualTo(new BatchWitness.Breaches(2, 1, 0, 0, 0));
        assertThat(witness.breaches().none()).isTrue();
    }

    @Test
    void aCounterThatGoesBackIsNoticed() {
        saw(0, 1, 200, counters(3, 1, 1, 1));
        saw(2, 3, 200, counters(3, 2, 1, 0));

        assertThat(witness.breaches().backwards()).isEqualTo(1);
        assertThat(witness.breaches().none()).isFalse();
    }

    @Test
    void answersThatOverlapMayDiffer() {
        saw(0, 3, 200, counters(3, 1, 1, 1));
        saw(2, 5, 200, counters(3, 2, 1, 0));

        assertThat(witness.breaches().none()).isTrue();
    }

    @Test
    void countersThatDoNotAddUpAreNoticed() {
        saw(0, 1, 200, counters(4, 1, 1, 1));
        saw(2, 3, 200, counters(4, 5, -1, 0));

        assertThat(witness.breaches().mismatch()).isEqualTo(2);
    }

    @Test
    void anAnswerThatSaysNothingIsNoticed() {
        saw(0, 1, 404, "{}");
        saw(2, 3, 503, "{}");

        assertThat(witness.breaches().bad()).isEqualTo(2);
    }

    private void saw(long begin, long end, int status, String body, String... headers) {
        witness.saw(
                new BalancedClient.Answer(
                        "gateway-1", begin, end, new Response(status, body, List.of(headers))));
    }

    private static String counters(int total, int queued, int failed, int full) {
        return "{\"total\":%d,\"counts\":{\"QUEUED\":%d,\"FAILED\":%d,\"FULL_READY\":%d}}"
                .formatted(total, queued, failed, full);
    }

    private record Response(int statusCode, String body, List<String> pairs)
            implements HttpResponse<String> {

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(
                    pairs.isEmpty() ? Map.of() : Map.of(pairs.getFirst(), List.of(pairs.getLast())),
                    (_, _) -> true);
        }

        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
