package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.robots.RobotsDirectives;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Robots directives and where they stand.
///
/// @param written as on the page or in the header
/// @param spot the meta, or null for a header
public record RobotsStatement(RobotsDirectives directives, String written, @Nullable Spot spot) {

    /// The search engines that verdicts are about.
    public static final Set<String> ENGINES = Set.of("googlebot", "bingbot");

    private static final Set<String> NAMES =
            Set.of(
                    "robots",
                    "googlebot",
                    "bingbot",
                    "googlebot-news",
                    "otherbot",
                    "slurp",
                    "yandex",
                    "baiduspider",
                    "duckduckbot");

    static List<RobotsStatement> of(PageFacts facts, Answer answer) {
        List<RobotsStatement> found = new ArrayList<>();
        for (Meta meta : facts.head().metas()) {
            if (NAMES.contains(meta.name()) && !meta.inNoscript()) {
                found.add(
                        new RobotsStatement(
                                RobotsDirectives.ofMeta(meta.name(), meta.value()),
                                meta.name() + ": " + meta.value(),
                                meta.spot()));
            }
        }
        for (String value : answer.all("X-Robots-Tag")) {
            for (RobotsDirectives directives : RobotsDirectives.ofHeader(value)) {
                found.add(new RobotsStatement(directives, "X-Robots-Tag: " + value, null));
            }
        }
        return found;
    }

    /// Whether it speaks to Google or Bing.
    public boolean counts() {
        return directives.binds(ENGINES);
    }

    public boolean isHeader() {
        return spot == null;
    }

    /// Adds this place to findings.
    public void addTo(Findings findings, String note) {
        if (spot == null) {
            findings.add(written, note);
        } else {
            findings.add(spot, note);
        }
    }
}
