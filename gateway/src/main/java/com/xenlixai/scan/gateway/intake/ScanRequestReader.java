package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.job.JobSettings;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a scan request and says of every field what is wrong with it, all at once. Unknown fields
/// are refused: a misspelt option would be ignored in silence otherwise. Thread-safe.
public final class ScanRequestReader {

    private static final Set<String> KNOWN =
            Set.of(
                    "url",
                    "timeoutSeconds",
                    "strategy",
                    "features",
                    "maxAgeSeconds",
                    "expectIndexable",
                    "ignoreRobots",
                    "callbackUrl");
    private static final Set<Feature> ALL_FEATURES = EnumSet.allOf(Feature.class);
    private static final long LONGEST_AGE_SECONDS = Duration.ofDays(365).toSeconds();
    private static final int LONGEST_NAME_TOLD = 64;

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private final UrlPolicy urls;
    private final Duration timeout;

    /// @param timeout of requests that state none
    public ScanRequestReader(UrlPolicy urls, Duration timeout) {
        this.urls = urls;
        this.timeout = timeout;
    }

    /// @throws ProblemException 400 for what cannot be read, 422 for what is not allowed
    public ScanRequest read(byte[] body) {
        return read(parse(body));
    }

    /// The request for a URL alone, all else as it is by default.
    ///
    /// @throws ProblemException 400 or 422 about the field `url`
    public ScanRequest ofUrl(String url) {
        var errors = new Errors();
        ScanUrl checked = checked("url", url, errors);
        errors.throwIfAny();
        return request(checked, timeout, Strategy.MOBILE, ALL_FEATURES, null, true, false, null);
    }

    /// Where somebody wants to be told of an end, checked as a page's URL is.
    ///
    /// @throws ProblemException 400 or 422 about the field `callbackUrl`
    public ScanUrl callback(String url) {
        var errors = new Errors();
        ScanUrl checked = checked("callbackUrl", url, errors);
        errors.throwIfAny();
        if (checked == null) {
            throw new IllegalStateException("a URL that is refused has errors");
        }
        return checked;
    }

    /// What decides on URLs.
    public UrlPolicy urls() {
        return urls;
    }

    private ScanRequest read(JsonNode body) {
        var errors = new Errors();
        for (String name : body.propertyNames()) {
            if (!KNOWN.contains(name)) {
                errors.malformed(shortened(name), "is not known");
            }
        }
        ScanUrl url = url(body.get("url"), errors);
        Long seconds =
                number(body, "timeoutSeconds", 1, JobSettings.LONGEST_TIMEOUT.toSeconds(), errors);
        Strategy strategy = strategy(body.get("strategy"), errors);
        Set<Feature> features = features(body.get("features"), errors);
        Long maxAge = number(body, "maxAgeSeconds", 0, LONGEST_AGE_SECONDS, errors);
        boolean expectIndexable = truth(body, "expectIndexable", true, errors);
        boolean ignoreRobots = truth(body, "ignoreRobots", false, errors);
        ScanUrl callback = callback(body.get("callbackUrl"), errors);
        errors.throwIfAny();
        return request(
                url,
                seconds == null ? timeout : Duration.ofSeconds(seconds),
                strategy,
                features,
                maxAge == null ? null : Duration.ofSeconds(maxAge),
                expectIndexable,
                ignoreRobots,
                callback);
    }

    private static ScanRequest request(
            @Nullable ScanUrl url,
            Duration timeout,
            Strategy strategy,
            Set<Feature> features,
            @Nullable Duration maxAge,
            boolean expectIndexable,
            boolean ignoreRobots,
            @Nullable ScanUrl callback) {
        if (url == null) {
            throw new IllegalStateException("a request without a URL has errors");
        }
        return new ScanRequest(
                url,
                timeout,
                strategy,
                List.copyOf(features),
                maxAge,
                expectIndexable,
                ignoreRobots,
                callback);
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node == null || !node.isObject()) {
                throw ProblemException.malformed("body", "must be a JSON object");
            }
            return node;
        } catch (JacksonException e) {
            throw ProblemException.malformed("body", "is not valid JSON");
        }
    }

    private @Nullable ScanUrl url(@Nullable JsonNode node, Errors errors) {
        if (node == null || !node.isString()) {
            errors.malformed("url", node == null ? "is missing" : "must be a string");
            return null;
        }
        return checked("url", node.stringValue(), errors);
    }

    private @Nullable ScanUrl checked(String field, String url, Errors errors) {
        switch (urls.check(url)) {
            case UrlVerdict.Allowed(ScanUrl allowed) -> {
                return allowed;
            }
            case UrlVerdict.Refused(var reason, String message) -> {
                if (reason.malformed()) {
                    errors.malformed(field, message);
                } else {
                    errors.notAllowed(field, message);
                }
                return null;
            }
        }
    }

    private @Nullable ScanUrl callback(@Nullable JsonNode node, Errors errors) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            errors.malformed("callbackUrl", "must be a string");
            return null;
        }
        return checked("callbackUrl", node.stringValue(), errors);
    }

    private static @Nullable Long number(
            JsonNode body, String name, long least, long most, Errors errors) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        boolean fits =
                node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.longValue() >= least
                        && node.longValue() <= most;
        if (!fits) {
            errors.malformed(name, "must be a whole number from " + least + " to " + most);
            return null;
        }
        return node.longValue();
    }

    private static boolean truth(JsonNode body, String name, boolean otherwise, Errors errors) {
        JsonNode node = body.get(name);
        if (node == null || node.isNull()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            errors.malformed(name, "must be true or false");
            return otherwise;
        }
        return node.booleanValue();
    }

    private static Strategy strategy(@Nullable JsonNode node, Errors errors) {
        if (node == null || node.isNull()) {
            return Strategy.MOBILE;
        }
        return switch (node.isString() ? node.stringValue() : "") {
            case "mobile" -> Strategy.MOBILE;
            case "desktop" -> Strategy.DESKTOP;
            default -> {
                errors.malformed("strategy", "must be mobile or desktop");
                yield Strategy.MOBILE;
            }
        };
    }

    private static Set<Feature> features(@Nullable JsonNode node, Errors errors) {
        if (node == null || node.isNull()) {
            return ALL_FEATURES;
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        String reason = "must be a list out of psi, keyphrases and insights";
        if (!node.isArray()) {
            errors.malformed("features", reason);
            return features;
        }
        for (JsonNode element : node) {
            Feature feature = feature(element);
            if (feature == null) {
                errors.malformed("features", reason);
                return features;
            }
            features.add(feature);
        }
        return features;
    }

    private static @Nullable Feature feature(JsonNode element) {
        for (Feature feature : Feature.values()) {
            if (element.isString()
                    && element.stringValue().equals(feature.name().toLowerCase(Locale.ROOT))) {
                return feature;
            }
        }
        return null;
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME_TOLD ? name.substring(0, LONGEST_NAME_TOLD) : name;
    }

    /// What is wrong, field by field. What cannot be read weighs more than what is not allowed.
    private static final class Errors {

        private static final int MOST = 50;

        private final List<FieldError> all = new ArrayList<>();
        private ProblemType type = ProblemType.NOT_ALLOWED;

        void malformed(String field, String reason) {
            type = ProblemType.MALFORMED;
            add(field, reason);
        }

        void notAllowed(String field, String reason) {
            add(field, reason);
        }

        void throwIfAny() {
            if (!all.isEmpty()) {
                throw ProblemException.fields(type, all);
            }
        }

        private void add(String field, String reason) {
            if (all.size() < MOST) {
                all.add(new FieldError(field, reason));
            }
        }
    }
}
