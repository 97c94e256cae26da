package com.xenlixai.scan.analyze.report;

import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.RobotsStatement;
import com.xenlixai.scan.analyze.facts.HeadFacts;
import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
import com.xenlixai.scan.analyze.url.WebUrl;
import com.xenlixai.scan.contract.event.Alternate;
import com.xenlixai.scan.contract.event.Heading;
import com.xenlixai.scan.contract.event.PageSummary;
import com.xenlixai.scan.contract.event.StructuredItem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the page is, for the report.
public final class Summaries {

    private static final int MOST_HEADINGS = 200;
    private static final int MOST_ALTERNATES = 100;
    private static final int MOST_THINGS = 50;
    private static final int MOST_PROPERTIES = 60;
    private static final int LONGEST = 500;

    private Summaries() {}

    public static PageSummary of(Page page) {
        PageFacts facts = page.facts();
        HeadFacts head = facts.head();
        WebUrl canonical = page.canonical();
        int internal = 0;
        int external = 0;
        int nofollow = 0;
        for (LinkFact link : facts.links()) {
            WebUrl url = link.url();
            if (url != null) {
                boolean same = url.host().equals(page.url().host());
                internal += same ? 1 : 0;
                external += same ? 0 : 1;
                nofollow += link.notFollowed() ? 1 : 0;
            }
        }
        return PageSummary.newBuilder()
                .setTitle(orNull(head.title()))
                .setDescription(orNull(head.first("description")))
                .setCanonical(canonical == null ? null : canonical.toString())
                .setLang(facts.lang() == null ? null : Spaces.shortened(facts.lang(), 60))
                .setCharset(facts.encoding().encoding())
                .setCharsetSource(facts.encoding().source().name().toLowerCase(Locale.ROOT))
                .setHeadings(headings(facts))
                .setHeadingCount(facts.total("headings", facts.headings().size()))
                .setWordCount(facts.text().words())
                .setMainWordCount(facts.text().mainWords())
                .setLinkCount(internal + external)
                .setInternalLinkCount(internal)
                .setExternalLinkCount(external)
                .setNofollowLinkCount(nofollow)
                .setImageCount(facts.total("images", facts.images().size()))
                .setImagesWithoutAlt(
                        (int)
                                facts.images().stream()
                                        .filter(image -> image.kind().equals("img"))
                                        .filter(image -> image.alt() == null)
                                        .count())
                .setStructuredDataTypes(
                        facts.structured().things().stream()
                                .flatMap(thing -> thing.types().stream())
                                .map(type -> Spaces.shortened(type, 100))
                                .distinct()
                                .sorted()
                                .limit(MOST_THINGS)
                                .toList())
                .setStructuredData(things(facts.structured()))
                .setOpenGraph(properties(head, "og:"))
                .setTwitterCard(properties(head, "twitter:"))
                .setRobots(
                        page.robots().stream()
                                .map(RobotsStatement::written)
                                .map(text -> Spaces.shortened(text, LONGEST))
                                .distinct()
                                .limit(20)
                                .toList())
                .setHtmlBytes(facts.shape().htmlBytes())
                .setElementCount(facts.shape().elements())
                .setFavicon(favicon(head))
                .setAlternates(alternates(page))
                .setPageType(page.type().label())
                .setPublished(date(facts, "datePublished", "article:published_time"))
                .setModified(date(facts, "dateModified", "article:modified_time"))
                .setAuthor(author(facts))
                .build();
    }

    private static List<Heading> headings(PageFacts facts) {
        return facts.headings().stream()
                .filter(heading -> !heading.text().isEmpty() && !heading.region().hidden())
                .limit(MOST_HEADINGS)
                .map(
                        heading ->
                                new Heading(
                                        Math.clamp(heading.level(), 1, 6),
                                        heading.text(),
                                        heading.spot().line()))
                .toList();
    }

    private static List<StructuredItem> things(StructuredData data) {
        return data.things().stream()
                .filter(Thing::top)
                .limit(MOST_THINGS)
                .map(
                        thing -> {
                            String name = thing.text("name");
                            String shown = name.isEmpty() ? thing.text("headline") : name;
                            return new StructuredItem(
                                    Spaces.shortened(thing.type(), 100),
                                    thing.syntax(),
                                    orNull(shown),
                                    thing.spot().line());
                        })
                .toList();
    }

    private static Map<String, String> properties(HeadFacts head, String prefix) {
        Map<String, String> properties = new TreeMap<>();
        for (HeadFacts.Meta meta : head.metas()) {
            String name = meta.property().startsWith(prefix) ? meta.property() : meta.name();
            if (name.startsWith(prefix)
                    && name.length() < 80
                    && !meta.value().isEmpty()
                    && properties.size() < MOST_PROPERTIES) {
                properties.putIfAbsent(name, Spaces.shortened(meta.value(), LONGEST));
            }
        }
        return properties;
    }

    private static @Nullable String favicon(HeadFacts head) {
        return head.links().stream()
                .filter(link -> link.is("icon") || link.is("apple-touch-icon"))
                .map(LinkTag::url)
                .filter(url -> url != null)
                .map(String::valueOf)
                .filter(url -> url.length() <= 2_000)
                .findFirst()
                .orElse(null);
    }

    private static List<Alternate> alternates(Page page) {
        return page.alternates().stream()
                .limit(MOST_ALTERNATES)
                .map(
                        link -> {
                            WebUrl url = link.url();
                            return new Alternate(
                                    Spaces.shortened(link.hreflang(), 40),
                                    url == null ? link.href() : url.toString());
                        })
                .toList();
    }

    private static @Nullable String date(PageFacts facts, String property, String meta) {
        for (Thing thing : facts.structured().things()) {
            String date = thing.top() ? thing.text(property) : "";
            if (!date.isEmpty()) {
                return Spaces.shortened(date, 60);
            }
        }
        return orNull(facts.head().first(meta));
    }

    private static @Nullable String author(PageFacts facts) {
        for (Thing thing : facts.structured().articles()) {
            String name = facts.structured().nameOf(thing, "author");
            if (!name.isEmpty()) {
                return Spaces.shortened(name, 200);
            }
        }
        return orNull(facts.head().first("author"));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : Spaces.shortened(text, LONGEST);
    }
}
