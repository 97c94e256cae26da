package com.xenlixai.scan.gateway.problem;

import com.xenlixai.scan.gateway.problem.ProblemException.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Problems as JSON.
final class ProblemWriter {

    private static final int LONGEST_ECHO = 200;

    private final JsonMapper mapper = JsonMapper.builder().build();

    byte[] write(Problems.Answer answer) {
        Problem problem = answer.problem();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", problem.type().uri());
        document.put("title", problem.type().title());
        document.put("status", answer.status());
        if (problem.detail() != null) {
            document.put("detail", problem.detail());
        }
        if (!problem.errors().isEmpty()) {
            document.put(
                    "errors",
                    problem.errors().stream()
                            .map(
                                    error ->
                                            Map.of(
                                                    "field",
                                                    shortened(error.field()),
                                                    "reason",
                                                    shortened(error.reason())))
                            .toList());
        }
        problem.members().forEach(document::putIfAbsent);
        return mapper.writeValueAsBytes(document);
    }

    /// Whole seconds, rounded up, at least one.
    static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /// Names of members come from the client and may be as long as its body, and cut anywhere.
    private static String shortened(String text) {
        int end = Math.min(text.length(), LONGEST_ECHO);
        var clean = new StringBuilder(end);
        text.substring(0, end)
                .codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
