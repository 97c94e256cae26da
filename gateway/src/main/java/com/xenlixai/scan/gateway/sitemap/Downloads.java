package com.xenlixai.scan.gateway.sitemap;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.outbound.Answer;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;
import com.xenlixai.scan.gateway.outbound.RefusedAddressException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Fetches files; each step of a redirect is checked as if it had been ordered. Thread-safe.
final class Downloads {

    private static final int MOST_REDIRECTS = 5;
    private static final Map<String, String> HEADERS =
            Map.of("Accept", "application/xml, text/xml, text/plain, */*;q=0.5");

    private final GuardedHttp http;
    private final UrlPolicy urls;

    Downloads(GuardedHttp http, UrlPolicy urls) {
        this.http = http;
        this.urls = urls;
    }

    /// The answer with the file in it; whoever asks closes it.
    ///
    /// @throws SitemapException when there is none
    Answer get(ScanUrl url, Duration patience) throws SitemapException {
        ScanUrl next = url;
        for (int step = 0; step <= MOST_REDIRECTS; step++) {
            Answer answer = ask(next, patience);
            String location = answer.header("Location").orElse("");
            if (answer.status() == 200) {
                return answer;
            }
            close(answer);
            if (answer.status() / 100 != 3 || location.isEmpty()) {
                throw new SitemapException("the server answered " + answer.status());
            }
            next =
                    switch (urls.check(next.resolve(location), UrlPolicy.LONGEST)) {
                        case UrlVerdict.Allowed(ScanUrl allowed) -> allowed;
                        case UrlVerdict.Refused _ ->
                                throw new SitemapException(
                                        "the server redirects to where nobody may");
                    };
        }
        throw new SitemapException("the server redirects too often");
    }

    private Answer ask(ScanUrl url, Duration patience) throws SitemapException {
        try {
            return http.get(url, HEADERS, patience);
        } catch (RefusedAddressException e) {
            throw new SitemapException(RefusedAddressException.WHY);
        } catch (IOException e) {
            throw new SitemapException("the server did not answer");
        }
    }

    static void close(Answer answer) {
        try {
            answer.close();
        } catch (IOException e) {
            // It was to be thrown away.
        }
    }
}
