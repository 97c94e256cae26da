package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What titles, metas and links say, wherever they stand. Those inside `template` are not there, and
/// those inside `noscript` are marked.
///
/// @param doctype as in `html`, or null when there is none
/// @param quirks whether the doctype makes browsers fall back to quirks or limited-quirks mode
/// @param base the first base with a usable href, or null
/// @param misplaced elements that end the head for a strict reader, in source order
public record HeadFacts(
        @Nullable String doctype,
        boolean quirks,
        @Nullable WebUrl base,
        List<Title> titles,
        List<Meta> metas,
        List<LinkTag> links,
        List<Misplaced> misplaced) {

    public HeadFacts {
        titles = List.copyOf(titles);
        metas = List.copyOf(metas);
        links = List.copyOf(links);
        misplaced = List.copyOf(misplaced);
    }

    /// A title element of the HTML namespace.
    public record Title(String text, boolean inHead, Spot spot) {}

    /// A meta element. Names are in lower case, absent attributes empty.
    public record Meta(
            String name,
            String property,
            String httpEquiv,
            @Nullable String content,
            String charset,
            boolean inHead,
            boolean inNoscript,
            Spot spot) {

        /// Whether it has this name or property, and stands where it counts.
        private boolean counts(String asked) {
            return (name.equals(asked) || property.equals(asked)) && !inNoscript;
        }

        /// The content, empty when absent.
        public String value() {
            return content == null ? "" : content.strip();
        }
    }

    /// A link element.
    ///
    /// @param rel tokens in lower case
    /// @param url the href resolved, or null when it leads to no http(s) URL
    public record LinkTag(
            List<String> rel,
            String href,
            @Nullable WebUrl url,
            String hreflang,
            String type,
            String media,
            String sizes,
            String integrity,
            String as,
            boolean disabled,
            boolean inHead,
            boolean inNoscript,
            Spot spot) {

        public boolean is(String token) {
            return rel.contains(token);
        }
    }

    /// An element that may not stand where it does in the head.
    public record Misplaced(String reason, Spot spot) {}

    /// Metas of this name or property that count: not in noscript.
    public List<Meta> named(String name) {
        List<Meta> named = new ArrayList<>();
        for (Meta meta : metas) {
            if (meta.counts(name)) {
                named.add(meta);
            }
        }
        return named;
    }

    /// The first of them, or null.
    public @Nullable Meta firstNamed(String name) {
        for (Meta meta : metas) {
            if (meta.counts(name)) {
                return meta;
            }
        }
        return null;
    }

    /// Content of the first meta of this name or property that has any, or an empty string.
    public String first(String name) {
        for (Meta meta : metas) {
            if (meta.counts(name) && !meta.value().isEmpty()) {
                return meta.value();
            }
        }
        return "";
    }

    /// Link elements with this token in rel that count.
    public List<LinkTag> linked(String token) {
        List<LinkTag> linked = new ArrayList<>();
        for (LinkTag link : links) {
            if (!link.inNoscript && link.is(token)) {
                linked.add(link);
            }
        }
        return linked;
    }

    /// Text of the title that counts: the first one, or an empty string.
    public String title() {
        return titles.isEmpty() ? "" : titles.getFirst().text();
    }

    public @Nullable Meta viewport() {
        return firstNamed("viewport");
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
