package com.xenlixai.scan.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XenlixTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false,
                    false,
                    100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scann http://example.com/",
                "scan",
                "scan http://example.com/ --fail-under many",
                "scan http://example.com/ --fail-under 101",
                "scan http://example.com/ --allow-port 70000",
                "scan http://example.com/ --server http://localhost:1 --allow-port 80",
                "serve --port 70000",
                "serve --server http://localhost:8080",
                "status not/an/id",
                "keys",
                "keys create --scopes scan:wipe",
                "keys create --tenant A/B",
                "keys create --rate 0",
                "keys create --quota -1",
                "keys create --plan gold",
                "keys list --database mysql://localhost/x",
                "keys revoke",
                "diff abc",
                "diff abc not/an/id",
                "replay abc",
                "replay --from crawl abc",
                "replay --from analyze",
                "replay --from analyze abc --batch def",
                "replay --from analyze --since yesterday",
                "topic tail scan-nothing",
                "topic tail scan-status -n -3",
                "eval",
                "eval keyphrases",
                "eval keyphrases --data no-such-folder",
                "eval keyphrases --data src --language xx",
                "eval keyphrases --data src --limit 0",
                "eval keyphrases --data src",
                "eval content --data no-such-folder",
                "eval content --data src --half most",
                "webhooks redeliver",
                "webhooks redeliver not/an/id",
                "webhooks list -n 0",
                "schedules add https://example.com/",
                "schedules add https://example.com/ --cron @daily --every 6h",
                "schedules remove not/an/id"
            })
    void whatIsNotUnderstoodIsUsageAndSaysWhy(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

        assertThat(Xenlix.run(terminal, arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank().doesNotContain("\tat ");
        assertThat(out.size()).isZero();
    }

    @Test
    void aServerThatDoesNotAnswerIsAFailureWithoutATrace() {
        assertThat(Xenlix.run(terminal, "status", "abc", "--server", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no answer from http://127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    @Test
    void theTopicCatalogueIsListed() {
        assertThat(Xenlix.run(terminal, "topic", "list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("scan-status", "scan-dead-letters");
    }
}
