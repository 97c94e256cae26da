package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object with the URLs in a list, `{"urls":["https://…", …]}`; it is read as it arrives. A
/// URL counts as the line of its place in the list, from 1.
final class JsonLines implements Lines {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MUST =
            "must be a JSON object whose one member urls is a list of strings";

    private final JsonParser parser;
    private final ScanRequestReader requests;
    private long number;

    JsonLines(InputStream upload, ScanRequestReader requests) throws IOException {
        parser = JSON.createParser(upload);
        this.requests = requests;
        if (token() != JsonToken.START_OBJECT || token() != JsonToken.PROPERTY_NAME) {
            throw malformed();
        }
        String name = parser.currentName();
        if (name.equals("sitemapUrl")) {
            throw ProblemException.of(
                    ProblemType.NOT_IMPLEMENTED, "Sitemaps are not taken yet; send their URLs.");
        }
        if (!name.equals("urls") || token() != JsonToken.START_ARRAY) {
            throw malformed();
        }
    }

    @Override
    public @Nullable Line next() throws IOException {
        JsonToken token = token();
        if (token == JsonToken.END_ARRAY) {
            if (token() != JsonToken.END_OBJECT || token() != null) {
                throw malformed();
            }
            return null;
        }
        number++;
        if (token == JsonToken.VALUE_STRING) {
            String text = parser.getString();
            return text.length() > LONGEST
                    ? new Line.Bad(number, text.substring(0, LONGEST), "the URL is too long")
                    : Lines.ofUrl(number, text, requests);
        }
        if (token == null || !token.isScalarValue()) {
            throw malformed();
        }
        return new Line.Bad(number, parser.getString(), "must be a string");
    }

    private @Nullable JsonToken token() throws IOException {
        try {
            return parser.nextToken();
        } catch (JacksonIOException e) {
            throw new IOException("the upload was cut off", e);
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    private static ProblemException malformed() {
        return ProblemException.malformed("body", MUST);
    }
}
