package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.sitemap.SitemapException;
import com.xenlixai.scan.gateway.sitemap.Sitemaps;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/// The one object of a batch in JSON, read as it arrives: `{"urls":[…]}` or `{"sitemapUrl":"…"}`,
/// and beside it `callbackUrl`, before or after.
final class JsonBody {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String MUST =
            "must be a JSON object with a list of strings named urls, or a string named sitemapUrl";

    private final JsonParser parser;
    private final UrlPolicy urls;
    private @Nullable String callback;
    private @Nullable String sitemap;
    private boolean listed;

    JsonBody(InputStream upload, UrlPolicy urls) throws IOException {
        parser = JSON.createParser(upload);
        this.urls = urls;
    }

    /// The lines that the object means.
    Lines lines(ScanRequestReader requests, Sitemaps sitemaps) throws IOException {
        if (token() != JsonToken.START_OBJECT) {
            throw malformed();
        }
        if (members()) {
            return new JsonLines(this, requests);
        }
        if (sitemap == null) {
            throw malformed();
        }
        return ofSitemap(sitemap, requests, sitemaps);
    }

    /// Reads members up to the list of URLs, which stays to be read, or up to the end.
    ///
    /// @return whether the list is there
    boolean members() throws IOException {
        JsonToken token = token();
        while (token == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            token = token();
            if (name.equals("urls") && sitemap == null && token == JsonToken.START_ARRAY) {
                listed = true;
                return true;
            }
            if (token != JsonToken.VALUE_STRING || name.equals("sitemapUrl") && listed) {
                throw malformed();
            }
            switch (name) {
                case "callbackUrl" -> callback = parser.getString();
                case "sitemapUrl" -> sitemap = parser.getString();
                default -> throw malformed();
            }
            token = token();
        }
        if (token != JsonToken.END_OBJECT || token() != null) {
            throw malformed();
        }
        return false;
    }

    private Lines ofSitemap(String address, ScanRequestReader requests, Sitemaps sitemaps) {
        switch (urls.check(address)) {
            case UrlVerdict.Allowed(ScanUrl url) -> {
                try {
                    return new SitemapLines(sitemaps.open(url), this, requests, url.text());
                } catch (SitemapException e) {
                    throw ProblemException.notAllowed(
                            "sitemapUrl", "cannot be read: " + e.getMessage());
                }
            }
            case UrlVerdict.Refused(var reason, String message) ->
                    throw ProblemException.fields(
                            reason.malformed() ? ProblemType.MALFORMED : ProblemType.NOT_ALLOWED,
                            List.of(new ProblemException.FieldError("sitemapUrl", message)));
        }
    }

    /// Where to tell of the batch's end, as far as read; null when nowhere.
    @Nullable String callback() {
        return callback;
    }

    /// A text of the list is to be read with {@link #text}.
    @Nullable JsonToken token() throws IOException {
        try {
            return parser.nextToken();
        } catch (JacksonIOException e) {
            throw new IOException("the upload was cut off", e);
        } catch (JacksonException e) {
            throw malformed();
        }
    }

    String text() {
        return parser.getString();
    }

    static ProblemException malformed() {
        return ProblemException.malformed("body", MUST);
    }
}
