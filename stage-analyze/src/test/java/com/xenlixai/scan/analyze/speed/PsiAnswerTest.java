package com.xenlixai.scan.analyze.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Strategy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PsiAnswerTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    static final String OK =
            """
            {"captchaResult":"CAPTCHA_NOT_NEEDED",
             "loadingExperience":{"id":"https://shop.example/","metrics":{
               "LARGEST_CONTENTFUL_PAINT_MS":{"percentile":2100},
               "INTERACTION_TO_NEXT_PAINT":{"percentile":180},
               "CUMULATIVE_LAYOUT_SHIFT_SCORE":{"percentile":7}}},
             "lighthouseResult":{"finalDisplayedUrl":"https://shop.example/","lighthouseVersion":"13.0.1",
               "categories":{"performance":{"score":0.83},"seo":{"score":0.92},"accessibility":{"score":null}},
               "audits":{"first-contentful-paint":{"numericValue":2400.4},
                 "largest-contentful-paint":{"numericValue":3000},
                 "cumulative-layout-shift":{"numericValue":0.05}}}}
            """;

    @Test
    void labAndFieldAreKeptApart() {
        SpeedReport report = measured(200, OK);
        assertThat(report.getScore()).isEqualTo(83);
        assertThat(report.getLab()).isEqualTo(Map.of("fcp", 2400.4, "lcp", 3000.0, "cls", 0.05));
        assertThat(report.getField()).isEqualTo(Map.of("lcp", 2100.0, "inp", 180.0, "cls", 0.07));
        assertThat(report.getFieldScope()).isEqualTo("url");
        assertThat(report.getScores()).isEqualTo(Map.of("seo", 92.0));
        assertThat(report.getLighthouseVersion()).isEqualTo("13.0.1");
    }

    @Test
    void fieldDataOfTheOriginIsLabelled() {
        String fallback = OK.replace("\"id\":", "\"origin_fallback\":true,\"id\":");
        assertThat(measured(200, fallback).getFieldScope()).isEqualTo("origin");
    }

    @Test
    void aPageOfFewVisitorsHasNoFieldData() {
        SpeedReport report = measured(200, OK.replace("\"metrics\"", "\"nothing\""));
        assertThat(report.getField()).isEmpty();
        assertThat(report.getFieldScope()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":{\"code\":400,\"message\":\"Lighthouse returned error: NO_FCP.\",\"errors\":[{\"domain\":\"lighthouse\",\"reason\":\"lighthouseUserError\"}]}}|PAGE",
                "500|{\"error\":{\"code\":500,\"message\":\"Lighthouse returned error: FAILED_DOCUMENT_REQUEST\",\"errors\":[{\"reason\":\"internalError\"}]}}|PAGE",
                "400|{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\",\"errors\":[{\"reason\":\"badRequest\"}],\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}|CONFIG",
                "400|{\"error\":{\"code\":400,\"message\":\"Invalid value\",\"errors\":[{\"reason\":\"invalid\"}]}}|CONFIG",
                "403|{\"error\":{\"code\":403,\"message\":\"API disabled\"}}|CONFIG",
                "429|{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}],\"details\":[{\"metadata\":{\"quota_limit\":\"defaultPerDayPerProject\"}}]}}|QUOTA",
                "500|{\"error\":{\"code\":500,\"message\":\"Unable to process request. Please wait a while and try again.\",\"errors\":[{\"reason\":\"internalError\"}]}}|UNAVAILABLE",
                "503|<html>busy</html>|UNAVAILABLE",
                "200|{\"captchaResult\":\"CAPTCHA_BLOCKING\"}|UNAVAILABLE",
                "200|{\"lighthouseResult\":{\"runtimeError\":{\"code\":\"NO_FCP\"}}}|PAGE",
                "200|{\"lighthouseResult\":{\"categories\":{\"performance\":{\"score\":null}}}}|PAGE",
                "200||UNAVAILABLE"
            })
    void everyFailureHasItsClass(int status, String body, Reason reason) {
        Measurement measurement = read(status, body == null ? "" : body);
        assertThat(measurement).isInstanceOf(Missing.class);
        assertThat(((Missing) measurement).reason()).isEqualTo(reason);
    }

    private static SpeedReport measured(int status, String body) {
        return ((Measured) read(status, body)).report();
    }

    private static Measurement read(int status, String body) {
        return PsiAnswer.read(status, body.getBytes(StandardCharsets.UTF_8), Strategy.MOBILE, NOW);
    }
}
