package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// The list of a JSON object, `{"urls":["https://…", …]}`; it is read as it arrives. A URL counts as
/// the line of its place in the list, from 1.
final class JsonLines implements Lines {

    private final JsonBody body;
    private final ScanRequestReader requests;
    private long number;

    /// @param body read up to the beginning of the list
    JsonLines(JsonBody body, ScanRequestReader requests) {
        this.body = body;
        this.requests = requests;
    }

    @Override
    public @Nullable Line next() throws IOException {
        JsonToken token = body.token();
        if (token == JsonToken.END_ARRAY) {
            if (body.members()) {
                throw JsonBody.malformed();
            }
            return null;
        }
        number++;
        if (token == JsonToken.VALUE_STRING) {
            String text = body.text();
            return text.length() > LONGEST
                    ? new Line.Bad(number, text.substring(0, LONGEST), "the URL is too long")
                    : Lines.ofUrl(number, text, requests);
        }
        if (token == null || !token.isScalarValue()) {
            throw JsonBody.malformed();
        }
        return new Line.Bad(number, body.text(), "must be a string");
    }

    @Override
    public Optional<String> callback() {
        return Optional.ofNullable(body.callback());
    }
}
