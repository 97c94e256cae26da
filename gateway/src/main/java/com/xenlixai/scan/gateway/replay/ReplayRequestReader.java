package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.replay.ReplayRequest.From;
import com.xenlixai.scan.gateway.replay.ReplayRequest.Which;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the body of a replay order. Thread-safe.
final class ReplayRequestReader {

    static final int MOST_SCANS = 1_000;

    private static final Set<String> CHOICES = Set.of("scanIds", "batchId", "since");
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NAME_TOLD = 64;

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private final Clock clock;

    ReplayRequestReader(Clock clock) {
        this.clock = clock;
    }

    /// @throws ProblemException 400 for what cannot be read, 422 for what is not allowed
    ReplayRequest read(byte[] body) {
        JsonNode order = parse(body);
        List<FieldError> errors = new ArrayList<>();
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : order.propertyNames()) {
            if (CHOICES.contains(name)) {
                chosen.add(name);
            } else if (!name.equals("from") && errors.size() < 50) {
                errors.add(new FieldError(shortened(name), "is not known"));
            }
        }
        From from = from(order.get("from"));
        if (from == null) {
            errors.add(new FieldError("from", "must be analyze or generate"));
        }
        Which which = null;
        if (chosen.size() != 1) {
            errors.add(new FieldError("body", "must have one of scanIds, batchId and since"));
        } else {
            which = which(chosen.iterator().next(), order, errors);
        }
        if (!errors.isEmpty() || from == null || which == null) {
            throw ProblemException.fields(ProblemType.MALFORMED, errors);
        }
        if (which instanceof Which.Since(Instant since)) {
            checkReach(from, since);
        }
        return new ReplayRequest(from, which);
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

    private static @Nullable From from(@Nullable JsonNode node) {
        return switch (node != null && node.isString() ? node.stringValue() : "") {
            case "analyze" -> From.ANALYZE;
            case "generate" -> From.GENERATE;
            default -> null;
        };
    }

    private static @Nullable Which which(String choice, JsonNode order, List<FieldError> errors) {
        JsonNode value = order.get(choice);
        Which which =
                switch (choice) {
                    case "scanIds" -> scans(value);
                    case "batchId" -> isId(value) ? new Which.Batch(value.stringValue()) : null;
                    default -> since(value);
                };
        if (which == null) {
            errors.add(
                    new FieldError(
                            choice,
                            switch (choice) {
                                case "scanIds" -> "must be a list of 1 to " + MOST_SCANS + " ids";
                                case "batchId" -> "must be an id";
                                default -> "must be a time as in 2026-03-01T10:00:00Z";
                            }));
        }
        return which;
    }

    private static Which.@Nullable Scans scans(JsonNode value) {
        if (!value.isArray() || value.isEmpty() || value.size() > MOST_SCANS) {
            return null;
        }
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode id : value) {
            if (!isId(id)) {
                return null;
            }
            ids.add(id.stringValue());
        }
        return new Which.Scans(List.copyOf(ids));
    }

    private static boolean isId(JsonNode value) {
        return value.isString()
                && !value.stringValue().isBlank()
                && value.stringValue().length() <= LONGEST_ID;
    }

    private static Which.@Nullable Since since(JsonNode value) {
        try {
            return value.isString()
                    ? new Which.Since(OffsetDateTime.parse(value.stringValue()).toInstant())
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void checkReach(From from, Instant since) {
        Instant now = clock.instant();
        Instant oldest = now.minus(from.retention());
        if (since.isAfter(now)) {
            throw ProblemException.notAllowed("since", "lies in the future");
        }
        if (since.isBefore(oldest)) {
            throw ProblemException.notAllowed(
                    "since",
                    "reaches back too far: the log keeps what %s reads for %d h, that is since %s"
                            .formatted(from.word(), from.retention().toHours(), oldest));
        }
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME_TOLD ? name.substring(0, LONGEST_NAME_TOLD) : name;
    }
}
