package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Gathers links. Their addresses are resolved at the end, since a base may come late.
final class LinkPart {

    static final int MOST = 5_000;
    private static final int LONGEST_HREF = 4_000;

    private final SourceText source;
    private final Named named;
    private final Ids ids;
    private final List<Open> links = new ArrayList<>();
    private int total;

    LinkPart(SourceText source, Named named, Ids ids) {
        this.source = source;
        this.named = named;
        this.ids = ids;
    }

    private record Open(
            Element element,
            @Nullable String href,
            String rel,
            String name,
            String labelledBy,
            String title,
            boolean scripted,
            int flags) {}

    void enter(Element element, Attrs attrs, int flags) {
        if (has(flags, Flags.NOSCRIPT)) {
            return;
        }
        boolean linked = element.hasAttr("href");
        boolean scripted = attrs.role.equals("link") || attrs.onclick && attrs.role.isEmpty();
        if (!linked && !scripted) {
            return;
        }
        total++;
        if (links.size() >= MOST) {
            return;
        }
        int slot = links.size();
        String href = linked ? Spaces.shortened(element.attr("href"), LONGEST_HREF) : null;
        String label = attrs.ariaLabel;
        if (element.normalName().equals("area")) {
            label = label.isEmpty() ? element.attr("alt").strip() : label;
        }
        links.add(
                new Open(
                        element,
                        href,
                        element.attr("rel"),
                        label,
                        attrs.ariaLabelledBy,
                        attrs.title.strip(),
                        scripted,
                        flags));
        if (label.isEmpty()) {
            named.open(element, sink -> close(slot, sink.name()));
        }
    }

    private void close(int slot, String text) {
        Open open = links.get(slot);
        String name = text.isEmpty() ? open.title : text;
        links.set(
                slot,
                new Open(
                        open.element,
                        open.href,
                        open.rel,
                        name,
                        open.labelledBy,
                        open.title,
                        open.scripted,
                        open.flags));
    }

    int total() {
        return total;
    }

    List<LinkFact> facts(WebUrl base) {
        Map<String, @Nullable WebUrl> resolved = new HashMap<>();
        List<LinkFact> facts = new ArrayList<>(links.size());
        for (Open link : links) {
            String labelled = link.labelledBy.isEmpty() ? "" : ids.textOf(link.labelledBy);
            String name = labelled.isEmpty() ? link.name : labelled;
            String href = link.href;
            WebUrl url =
                    href == null || href.isBlank()
                            ? null
                            : resolved.computeIfAbsent(href, text -> WebUrl.resolve(text, base));
            facts.add(
                    new LinkFact(
                            href,
                            url,
                            HeadPart.tokens(link.rel),
                            name,
                            link.scripted,
                            Flags.region(link.flags),
                            new Spot(source, link.element)));
        }
        return facts;
    }
}
