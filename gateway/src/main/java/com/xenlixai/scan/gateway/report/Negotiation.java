package com.xenlixai.scan.gateway.report;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/// Chooses between the JSON document and the page.
///
/// Source: RFC 9110 section 12.5.1: the most specific range that fits a type gives its quality.
final class Negotiation {

    private Negotiation() {}

    /// Whether the client would rather have HTML. Where it has no preference it gets JSON, unless
    /// it names HTML and not JSON, as browsers do.
    static boolean prefersHtml(HttpHeaders headers) {
        List<MediaType> accepted = headers.getAccept();
        double html = quality(accepted, MediaType.TEXT_HTML);
        double json = quality(accepted, MediaType.APPLICATION_JSON);
        if (html != json) {
            return html > json;
        }
        return html > 0
                && names(accepted, MediaType.TEXT_HTML)
                && !names(accepted, MediaType.APPLICATION_JSON);
    }

    private static double quality(List<MediaType> accepted, MediaType type) {
        if (accepted.isEmpty()) {
            return 1;
        }
        return accepted.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(Negotiation::specificity))
                .map(MediaType::getQualityValue)
                .orElse(0.0);
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }

    private static boolean names(List<MediaType> accepted, MediaType type) {
        return accepted.stream().anyMatch(range -> range.equalsTypeAndSubtype(type));
    }
}
