package com.xenlixai.scan.generate.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class LlmSettingsTest {

    private static LlmSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.llm", LlmSettings.class);
    }

    @Test
    void withoutABaseUrlNothingIsAsked() {
        LlmSettings defaults = bind(Map.of());

        assertThat(defaults.isActive()).isFalse();
        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.baseUrl()).isEmpty();
        assertThat(defaults.apiKey()).isEmpty();
        assertThat(defaults.model()).isEqualTo("gpt-4o-mini");
        assertThat(defaults.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(defaults.timeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(defaults.slow()).isEqualTo(Duration.ofSeconds(15));
        assertThat(defaults.longestRetryAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(defaults.retries()).isEqualTo(2);
        assertThat(defaults.concurrency()).isEqualTo(8);
        assertThat(defaults.inputTokens()).isEqualTo(6_000);
        assertThat(defaults.outputTokens()).isEqualTo(1_500);
        assertThat(defaults.requestsPerMinute()).isZero();
        assertThat(defaults.tokensPerDay()).isEqualTo(2_000_000);
        assertThat(defaults.largestAnswer()).isEqualTo(DataSize.ofMegabytes(1));
    }

    @Test
    void aBaseUrlSwitchesTheModelOnAndEnabledOff() {
        assertThat(bind(Map.of("xenlix.llm.base-url", "http://localhost:11434/v1")).isActive())
                .isTrue();
        assertThat(
                        bind(Map.of(
                                        "xenlix.llm.base-url",
                                        "http://localhost:11434/v1",
                                        "xenlix.llm.enabled",
                                        "false"))
                                .isActive())
                .isFalse();
    }

    @Test
    void completionsAreBelowTheBaseUrl() {
        assertThat(bind(Map.of("xenlix.llm.base-url", "https://llm.example/v1/")).completions())
                .hasToString("https://llm.example/v1/chat/completions");
    }

    @Test
    void theKeyStaysOutOfLogs() {
        assertThat(bind(Map.of("xenlix.llm.api-key", "top-secret")).toString())
                .doesNotContain("top-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "base-url,ftp://llm.example",
        "base-url,llm.example",
        "model,' '",
        "connect-timeout,0s",
        "timeout,-1s",
        "slow,0s",
        "longest-retry-after,0s",
        "retries,6",
        "concurrency,0",
        "input-tokens,10",
        "output-tokens,10",
        "requests-per-minute,-1",
        "tokens-per-day,-1",
        "largest-answer,10B"
    })
    void badValuesAreRefusedByName(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("xenlix.llm." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.llm." + key);
    }
}
