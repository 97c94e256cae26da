package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads the order of a schedule. Unknown fields are refused: a misspelt one would be ignored in
/// silence otherwise. Thread-safe.
final class ScheduleRequestReader {

    private static final Set<String> TARGETS = Set.of("url", "urls", "sitemapUrl");
    private static final Set<String> KNOWN =
            Set.of(
                    "name",
                    "url",
                    "urls",
                    "sitemapUrl",
                    "cron",
                    "zone",
                    "interval",
                    "callbackUrl",
                    "maxScoreDrop");
    private static final int LONGEST_NAME = 200;
    private static final int RUNS_LOOKED_AT = 50;
    private static final double WHOLE_SCORE = 100;

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private final UrlPolicy urls;
    private final ScheduleSettings settings;
    private final Clock clock;

    ScheduleRequestReader(UrlPolicy urls, ScheduleSettings settings, Clock clock) {
        this.urls = urls;
        this.settings = settings;
        this.clock = clock;
    }

    /// @throws ProblemException 400 for what cannot be read, 422 for what is not allowed
    ScheduleRequest read(byte[] body) {
        JsonNode node = parse(body);
        for (String name : node.propertyNames()) {
            if (!KNOWN.contains(name)) {
                throw ProblemException.malformed(
                        name.length() > 64 ? name.substring(0, 64) : name, "is not known");
            }
        }
        ObjectNode document = json.createObjectNode();
        String name = text(node, "name");
        if (name != null) {
            if (name.length() > LONGEST_NAME) {
                throw ProblemException.malformed(
                        "name", "must have at most " + LONGEST_NAME + " characters");
            }
            document.put("name", name);
        }
        ObjectNode batch = target(node, document);
        Timing timing = timing(node, document);
        String callback = callback(node);
        Double maxDrop = maxDrop(node, callback);
        if (callback != null) {
            document.put("callbackUrl", callback);
        }
        if (maxDrop != null) {
            document.put("maxScoreDrop", maxDrop);
        } else if (callback != null) {
            // Without a bound every run's end is told.
            batch.put("callbackUrl", callback);
        }
        return new ScheduleRequest(
                json.writeValueAsBytes(batch),
                json.writeValueAsBytes(document),
                timing,
                callback,
                maxDrop);
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw ProblemException.malformed("body", "is not valid JSON");
        }
        throw ProblemException.malformed("body", "must be a JSON object");
    }

    private ObjectNode target(JsonNode node, ObjectNode document) {
        List<String> given = TARGETS.stream().filter(node::has).toList();
        if (given.size() != 1) {
            throw ProblemException.malformed(
                    "url", "or urls or sitemapUrl must be there, and only one of them");
        }
        ObjectNode batch = json.createObjectNode();
        switch (given.getFirst()) {
            case "url" -> {
                String url = checked("url", required(node, "url"));
                document.put("url", url);
                batch.putArray("urls").add(url);
            }
            case "sitemapUrl" -> {
                String url = checked("sitemapUrl", required(node, "sitemapUrl"));
                document.put("sitemapUrl", url);
                batch.put("sitemapUrl", url);
            }
            default -> list(node.get("urls"), document, batch);
        }
        return batch;
    }

    private void list(JsonNode list, ObjectNode document, ObjectNode batch) {
        if (!list.isArray() || list.isEmpty()) {
            throw ProblemException.malformed("urls", "must be a list of strings, not empty");
        }
        var shown = document.putArray("urls");
        var ordered = batch.putArray("urls");
        for (int i = 0; i < list.size(); i++) {
            String field = "urls[" + i + "]";
            if (!list.get(i).isString()) {
                throw ProblemException.malformed(field, "must be a string");
            }
            String url = checked(field, list.get(i).stringValue());
            shown.add(url);
            ordered.add(url);
        }
    }

    private Timing timing(JsonNode node, ObjectNode document) {
        String cron = text(node, "cron");
        String interval = text(node, "interval");
        if ((cron == null) == (interval == null)) {
            throw ProblemException.malformed(
                    "cron", "or interval must be there, and only one of them");
        }
        Timing timing = cron == null ? every(String.valueOf(interval)) : cron(cron, node);
        Duration gap = timing.shortestGap(clock.instant(), RUNS_LOOKED_AT);
        if (timing.after(clock.instant()).isEmpty()) {
            throw ProblemException.malformed("cron", "never comes true");
        }
        if (gap != null && gap.compareTo(settings.leastInterval()) < 0) {
            throw ProblemException.notAllowed(
                    cron == null ? "interval" : "cron",
                    "must leave %d s or more between two runs"
                            .formatted(settings.leastInterval().toSeconds()));
        }
        switch (timing) {
            case Timing.Cron(String text, ZoneId zone) ->
                    document.put("cron", text).put("zone", zone.getId());
            case Timing.Interval(Duration every) -> document.put("interval", every.toString());
        }
        return timing;
    }

    private static Timing cron(String cron, JsonNode node) {
        String zone = text(node, "zone");
        try {
            return Timing.Cron.parse(cron, ZoneId.of(zone == null ? "UTC" : zone))
                    .orElseThrow(
                            () ->
                                    ProblemException.malformed(
                                            "cron",
                                            "must have five fields as in 0 6 * * MON-FRI, or be"
                                                    + " @hourly, @daily, @weekly or @monthly"));
        } catch (DateTimeException e) {
            throw ProblemException.malformed("zone", "must be a time zone as in Europe/Berlin");
        }
    }

    private static Timing every(String interval) {
        try {
            Duration every = DurationStyle.detectAndParse(interval);
            if (every.toSeconds() > 0 && every.toDays() <= 366) {
                return new Timing.Interval(Duration.ofSeconds(every.toSeconds()));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Told below.
        }
        throw ProblemException.malformed(
                "interval", "must be a duration of up to 366 days as in 6h or PT6H");
    }

    private @Nullable String callback(JsonNode node) {
        String url = text(node, "callbackUrl");
        return url == null ? null : checked("callbackUrl", url);
    }

    private static @Nullable Double maxDrop(JsonNode node, @Nullable String callback) {
        JsonNode drop = node.get("maxScoreDrop");
        if (drop == null || drop.isNull()) {
            return null;
        }
        boolean fits =
                drop.isNumber() && drop.doubleValue() >= 0 && drop.doubleValue() <= WHOLE_SCORE;
        if (!fits) {
            throw ProblemException.malformed("maxScoreDrop", "must be a number from 0 to 100");
        }
        if (callback == null) {
            throw ProblemException.malformed("callbackUrl", "is missing: maxScoreDrop needs it");
        }
        return drop.doubleValue();
    }

    private String checked(String field, String url) {
        return switch (urls.check(url)) {
            case UrlVerdict.Allowed(ScanUrl allowed) -> allowed.text();
            case UrlVerdict.Refused(var reason, String message) ->
                    throw ProblemException.fields(
                            reason.malformed() ? ProblemType.MALFORMED : ProblemType.NOT_ALLOWED,
                            List.of(new FieldError(field, message)));
        };
    }

    private static String required(JsonNode node, String field) {
        return Optional.ofNullable(text(node, field))
                .orElseThrow(() -> ProblemException.malformed(field, "must be a string"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw ProblemException.malformed(field, "must be a string");
        }
        return value.stringValue();
    }
}
