package com.xenlixai.scan.analyze.report;

import com.xenlixai.scan.analyze.audit.Fingerprints;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.facts.HeadingFact;
import com.xenlixai.scan.analyze.facts.ImageFact;
import com.xenlixai.scan.analyze.facts.LinkFact;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.structured.Thing.Plain;
import com.xenlixai.scan.contract.event.OutlineNode;
import com.xenlixai.scan.contract.event.TopicSignals;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the generate stage works on: the text with its structure, and where else the page says what
/// it is about.
public final class Outlines {

    private static final int MOST_ALTS = 100;
    private static final int MOST_ANCHORS = 200;
    private static final int MOST_HEADINGS = 200;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST = 300;

    private Outlines() {}

    public static List<OutlineNode> nodes(PageFacts facts) {
        return facts.outline().stream()
                .map(
                        node ->
                                new OutlineNode(
                                        node.parent(),
                                        node.tag(),
                                        node.hints(),
                                        node.text(),
                                        node.linkChars(),
                                        node.spot().line(),
                                        node.hidden()))
                .toList();
    }

    public static TopicSignals signals(Page page) {
        PageFacts facts = page.facts();
        return TopicSignals.newBuilder()
                .setTitle(Spaces.shortened(facts.head().title(), LONGEST))
                .setDescription(Spaces.shortened(facts.head().first("description"), 1_000))
                .setSlug(slug(page.url().path()))
                .setH1(headings(facts, 1, 1))
                .setSubheadings(headings(facts, 2, 3))
                .setImageAlts(
                        texts(
                                facts.images().stream()
                                        .filter(image -> !image.region().hidden())
                                        .map(ImageFact::alt),
                                MOST_ALTS))
                .setAnchors(
                        texts(
                                facts.links().stream()
                                        .filter(link -> link.url() != null)
                                        .map(LinkFact::name),
                                MOST_ANCHORS))
                .setStructuredKeywords(keywords(facts))
                .setEntities(entities(facts))
                .build();
    }

    private static List<String> headings(PageFacts facts, int from, int to) {
        return texts(
                facts.headings().stream()
                        .filter(heading -> heading.level() >= from && heading.level() <= to)
                        .filter(heading -> !heading.region().hidden())
                        .map(HeadingFact::text),
                MOST_HEADINGS);
    }

    private static List<String> texts(Stream<@Nullable String> texts, int most) {
        return texts.filter(text -> text != null && !text.isBlank())
                .map(text -> Spaces.collapsed(String.valueOf(text), LONGEST))
                .distinct()
                .limit(most)
                .toList();
    }

    private static String slug(String path) {
        String plain;
        try {
            plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            plain = path;
        }
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            words.append(c == '/' || c == '-' || c == '_' || c == '.' || c == '+' ? ' ' : c);
        }
        return Spaces.collapsed(words.toString(), LONGEST);
    }

    private static List<String> keywords(PageFacts facts) {
        Stream<String> values =
                facts.structured().things().stream()
                        .flatMap(
                                thing ->
                                        Stream.of("keywords", "about", "articleSection")
                                                .flatMap(name -> thing.values(name).stream()))
                        .filter(Plain.class::isInstance)
                        .map(value -> ((Plain) value).text())
                        .flatMap(text -> Stream.of(text.split("[,;]")));
        return texts(values.map(String::strip), MOST_NAMES);
    }

    private static List<String> entities(PageFacts facts) {
        return facts.structured().things().stream()
                .filter(thing -> !thing.text("name").isEmpty())
                .map(thing -> thing.type() + "=" + Spaces.collapsed(thing.text("name"), LONGEST))
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }

    /// Equal content has an equal hash: main text, title, description, headings and language count,
    /// where and how the page was fetched does not.
    public static String contentHash(PageFacts facts) {
        StringBuilder content = new StringBuilder(facts.text().main().length() + 1_000);
        content.append(facts.head().title())
                .append('\n')
                .append(facts.head().first("description"))
                .append('\n')
                .append(facts.lang())
                .append('\n');
        for (HeadingFact heading : facts.headings()) {
            content.append(heading.level()).append(' ').append(heading.text()).append('\n');
        }
        content.append(facts.text().main());
        return Fingerprints.hash(content.toString());
    }
}
