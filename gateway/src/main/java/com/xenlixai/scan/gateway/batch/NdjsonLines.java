package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One JSON value a line: the same object as for a single scan, or a URL as a string.
final class NdjsonLines implements Lines {

    private static final JsonMapper JSON = new JsonMapper();

    private final LineInput input;
    private final ScanRequestReader requests;

    NdjsonLines(LineInput input, ScanRequestReader requests) {
        this.input = input;
        this.requests = requests;
    }

    @Override
    public @Nullable Line next() throws IOException {
        LineInput.Raw raw = input.next();
        while (raw != null && raw.isBlank()) {
            raw = input.next();
        }
        if (raw == null) {
            return null;
        }
        if (raw.tooLong()) {
            return new Line.Bad(raw.number(), raw.text(), "the line is too long");
        }
        return raw.text().stripLeading().startsWith("\"") ? ofString(raw) : ofObject(raw);
    }

    private Line ofString(LineInput.Raw raw) {
        try {
            JsonNode value = JSON.readTree(raw.text());
            if (value.isString()) {
                return Lines.ofUrl(raw.number(), value.stringValue(), requests);
            }
        } catch (JacksonException e) {
            return notJson(raw);
        }
        return notJson(raw);
    }

    private Line ofObject(LineInput.Raw raw) {
        try {
            byte[] bytes = raw.text().getBytes(StandardCharsets.UTF_8);
            return new Line.Good(raw.number(), raw.text(), requests.read(bytes));
        } catch (ProblemException e) {
            return new Line.Bad(raw.number(), raw.text(), Lines.reason(e));
        }
    }

    private static Line notJson(LineInput.Raw raw) {
        return new Line.Bad(raw.number(), raw.text(), "the line is not valid JSON");
    }
}
