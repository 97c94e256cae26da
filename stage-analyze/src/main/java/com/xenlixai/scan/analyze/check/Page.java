package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.SpeedReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that checks may look at.
///
/// @param facts of the page
/// @param answer of its server
/// @param origin robots.txt, sitemap and llms.txt, or null when they were not fetched
/// @param speed a measurement from outside, or null when there is none
/// @param robots statements of metas and headers for search engines
/// @param type what kind of page it is
/// @param canonicals every canonical that is stated
/// @param dates that it states of itself
/// @param expectIndexable whether its owner wants it indexed
public record Page(
        PageFacts facts,
        Answer answer,
        @Nullable Origin origin,
        @Nullable SpeedReport speed,
        List<RobotsStatement> robots,
        PageType type,
        List<Canonical> canonicals,
        PageDates dates,
        boolean expectIndexable) {

    public Page {
        robots = List.copyOf(robots);
        canonicals = List.copyOf(canonicals);
    }

    /// Puts together what the facts of a page mean.
    public static Page of(
            PageFacts facts,
            Answer answer,
            @Nullable Origin origin,
            @Nullable SpeedReport speed,
            boolean expectIndexable) {
        PageType type = PageType.of(facts);
        return new Page(
                facts,
                answer,
                origin,
                speed,
                RobotsStatement.of(facts, answer),
                type,
                Canonical.of(facts, answer),
                PageDates.of(facts, type),
                expectIndexable);
    }

    /// The same page with a measurement.
    public Page with(SpeedReport measured) {
        return new Page(
                facts, answer, origin, measured, robots, type, canonicals, dates, expectIndexable);
    }

    public WebUrl url() {
        return facts.url();
    }

    /// The point in time that dates are compared with.
    public Instant now() {
        return answer.fetchedAt();
    }

    /// The canonical that counts: the one that all candidates agree on, or null.
    public @Nullable WebUrl canonical() {
        WebUrl one = null;
        for (Canonical candidate : canonicals) {
            WebUrl url = candidate.url();
            if (url == null || candidate.place() == Canonical.Place.BODY) {
                continue;
            }
            if (one != null && !one.normalised().equals(url.normalised())) {
                return null;
            }
            one = url;
        }
        return one;
    }

    /// Versions in other languages that the head states.
    public List<LinkTag> alternates() {
        List<LinkTag> alternates = new ArrayList<>();
        for (LinkTag link : facts.head().linked("alternate")) {
            if (!link.hreflang().isEmpty()) {
                alternates.add(link);
            }
        }
        return alternates;
    }
}
