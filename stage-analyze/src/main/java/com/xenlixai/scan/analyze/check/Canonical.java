package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One statement of the page's canonical URL.
///
/// @param raw as written
/// @param url resolved, or null when it leads to no http(s) URL
/// @param spot the element, or null for a header
public record Canonical(Place place, String raw, @Nullable WebUrl url, @Nullable Spot spot) {

    /// Where it is stated.
    public enum Place {
        HEAD,
        BODY,
        HEADER
    }

    /// Whether it is an absolute URL as written.
    public boolean isAbsolute() {
        return WebUrl.parse(raw) != null;
    }

    static List<Canonical> of(PageFacts facts, Answer answer) {
        List<Canonical> found = new ArrayList<>();
        for (LinkTag link : facts.head().linked("canonical")) {
            Place place = link.inHead() ? Place.HEAD : Place.BODY;
            found.add(new Canonical(place, link.href(), link.url(), link.spot()));
        }
        for (LinkHeader link : LinkHeader.of(answer)) {
            if (link.rel().contains("canonical")) {
                found.add(
                        new Canonical(
                                Place.HEADER,
                                link.target(),
                                WebUrl.resolve(link.target(), answer.url()),
                                null));
            }
        }
        return found;
    }

    /// Adds this place to findings.
    public void addTo(Findings findings, String note) {
        if (spot == null) {
            findings.add("Link: <" + raw + ">; rel=\"canonical\"", note);
        } else {
            findings.add(spot, note);
        }
    }
}
