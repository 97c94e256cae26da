package com.xenlixai.scan.analyze.speed;

import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Measured;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Measurement.Missing;
import com.xenlixai.scan.analyze.speed.SpeedMeter.Reason;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.contract.event.Strategy;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads answers of PageSpeed Insights, and results of Lighthouse, which are a part of them.
final class PsiAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 300;

    private static final Map<String, String> LAB =
            Map.of(
                    "first-contentful-paint", "fcp",
                    "largest-contentful-paint", "lcp",
                    "total-blocking-time", "tbt",
                    "cumulative-layout-shift", "cls",
                    "speed-index", "si");

    private static final Map<String, String> FIELD =
            Map.of(
                    "LARGEST_CONTENTFUL_PAINT_MS", "lcp",
                    "INTERACTION_TO_NEXT_PAINT", "inp",
                    "CUMULATIVE_LAYOUT_SHIFT_SCORE", "cls",
                    "FIRST_CONTENTFUL_PAINT_MS", "fcp",
                    "EXPERIMENTAL_TIME_TO_FIRST_BYTE", "ttfb");

    private PsiAnswer() {}

    static Measurement read(int status, byte[] body, Strategy strategy, Instant now) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JacksonException noJson) {
            return new Missing(Reason.UNAVAILABLE, "the answer is no JSON (status " + status + ")");
        }
        if (status == 200 && !answer.isObject()) {
            return new Missing(Reason.UNAVAILABLE, "the answer is no JSON object");
        }
        if (status != 200 || answer.has("error")) {
            return failed(status, answer.path("error"));
        }
        String captcha = answer.path("captchaResult").asString("CAPTCHA_NOT_NEEDED");
        if (!captcha.equals("CAPTCHA_NOT_NEEDED")) {
            return new Missing(Reason.UNAVAILABLE, "the service asks for a captcha: " + captcha);
        }
        Field field = Field.of(answer);
        return lighthouse(answer.path("lighthouseResult"), "psi", strategy, field, now);
    }

    /// A result of Lighthouse itself.
    static Measurement ofLighthouse(byte[] body, Strategy strategy, Instant now) {
        try {
            return lighthouse(JSON.readTree(body), "lighthouse", strategy, Field.NONE, now);
        } catch (JacksonException noJson) {
            return new Missing(Reason.UNAVAILABLE, "Lighthouse wrote no JSON");
        }
    }

    private static Measurement lighthouse(
            JsonNode result, String source, Strategy strategy, Field field, Instant now) {
        String code = result.path("runtimeError").path("code").asString("");
        if (!code.isEmpty() && !code.equals("NO_ERROR")) {
            return new Missing(
                    Reason.PAGE, "Lighthouse could not load the page: " + shortened(code));
        }
        Map<String, Double> scores = new TreeMap<>();
        for (Map.Entry<String, JsonNode> category : result.path("categories").properties()) {
            JsonNode score = category.getValue().path("score");
            if (score.isNumber()) {
                scores.put(category.getKey(), score.asDouble() * 100);
            }
        }
        Double performance = scores.remove("performance");
        if (performance == null && field.p75.isEmpty()) {
            return new Missing(Reason.PAGE, "Lighthouse gave no score");
        }
        Map<String, Double> lab = new TreeMap<>();
        LAB.forEach(
                (audit, name) -> {
                    JsonNode value = result.path("audits").path(audit).path("numericValue");
                    if (value.isNumber()) {
                        lab.put(name, value.asDouble());
                    }
                });
        String finalUrl =
                result.path("finalDisplayedUrl").asString(result.path("finalUrl").asString(""));
        String version = result.path("lighthouseVersion").asString("");
        return new Measured(
                SpeedReport.newBuilder()
                        .setSource(source)
                        .setStrategy(strategy)
                        .setScore(performance)
                        .setLab(lab)
                        .setField(field.p75)
                        .setFieldScope(field.scope)
                        .setScores(scores)
                        .setFinalUrl(finalUrl.isEmpty() ? null : finalUrl)
                        .setLighthouseVersion(version.isEmpty() ? null : version)
                        .setMeasuredAt(now)
                        .build());
    }

    /// What real visitors saw.
    private record Field(Map<String, Double> p75, String scope) {

        static final Field NONE = new Field(Map.of(), "none");

        static Field of(JsonNode answer) {
            JsonNode own = answer.path("loadingExperience");
            Map<String, Double> values = values(own.path("metrics"));
            if (!values.isEmpty()) {
                return new Field(
                        values, own.path("origin_fallback").asBoolean(false) ? "origin" : "url");
            }
            values = values(answer.path("originLoadingExperience").path("metrics"));
            return values.isEmpty() ? NONE : new Field(values, "origin");
        }

        /// Layout shift comes in hundredths.
        private static Map<String, Double> values(JsonNode metrics) {
            Map<String, Double> values = new TreeMap<>();
            FIELD.forEach(
                    (metric, name) -> {
                        JsonNode percentile = metrics.path(metric).path("percentile");
                        if (percentile.isNumber()) {
                            double value = percentile.asDouble();
                            values.put(name, name.equals("cls") ? value / 100 : value);
                        }
                    });
            return values;
        }
    }

    private static Missing failed(int status, JsonNode error) {
        JsonNode first = error.path("errors").path(0);
        String reason = first.path("reason").asString("");
        String message = shortened(error.path("message").asString("status " + status));
        if (isPage(reason, message)) {
            return new Missing(Reason.PAGE, message);
        }
        String state = error.path("status").asString("");
        if (status == 429
                || reason.equals("rateLimitExceeded")
                || state.equals("RESOURCE_EXHAUSTED")) {
            return new Missing(Reason.QUOTA, message + " " + limit(error));
        }
        return new Missing(
                status >= 400 && status <= 499 ? Reason.CONFIG : Reason.UNAVAILABLE, message);
    }

    /// Some answer 500 where the page is at fault.
    private static boolean isPage(@Nullable String reason, String message) {
        return "lighthouseUserError".equals(reason)
                || message.toLowerCase(Locale.ROOT).startsWith("lighthouse returned error");
    }

    /// Which limit was hit, as in defaultPerDayPerProject.
    private static String limit(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            String limit = detail.path("metadata").path("quota_limit").asString("");
            if (!limit.isEmpty()) {
                return shortened(limit);
            }
        }
        return "";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
