package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.structured.StructuredReader;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// The one pass over the tree: hands each element, text and comment to the parts that gather facts,
/// with what holds at its place. Templates are not entered, since browsers do not show them.
final class PageWalk {

    private static final int MOST_HEADINGS = 2_000;
    private static final int MOST_DATES = 200;

    private final int mostElements;
    private final SourceText source;
    private final Attrs attrs = new Attrs();
    private final Passage passage = new Passage();
    final Ids ids = new Ids();
    final Named named = new Named();
    final HeadPart head;
    final LinkPart links;
    final FormPart forms;
    final MediaPart media;
    final AriaPart aria;
    final TextPart text;
    final OutlinePart outline;
    final ShapePart shape;
    final StructuredReader structured;
    final List<HeadingFact> headings = new ArrayList<>();
    final List<DateFact> dates = new ArrayList<>();
    int headingTotal;

    PageWalk(SourceText source, WebUrl url, int mostElements) {
        this.source = source;
        this.mostElements = mostElements;
        head = new HeadPart(source, url);
        links = new LinkPart(source, named, ids);
        forms = new FormPart(source, named, ids);
        media = new MediaPart(source, ids);
        aria = new AriaPart(source, ids);
        text = new TextPart(source);
        outline = new OutlinePart(source);
        shape = new ShapePart(source);
        structured = new StructuredReader(source);
    }

    /// Goes through the whole page, or as far as elements are looked at.
    void over(Document document) {
        children(document, 1, 0);
    }

    /// Each node from its parent, in a loop: jsoup's traversal asks every node for its parent's list anew.
    /// The parser's bound on the depth bounds this recursion.
    ///
    /// @param above flags of the parent
    /// @return whether the walk goes on
    private boolean children(Element parent, int depth, int above) {
        int inherited = above & Flags.INHERITED;
        int count = parent.childNodeSize();
        for (int i = 0; i < count; i++) {
            Node node = parent.childNode(i);
            switch (node) {
                case TextNode words -> text(words, inherited);
                case Element element -> {
                    if (shape.count() >= mostElements) {
                        shape.cut();
                        return false;
                    }
                    if (!element(element, depth, inherited)) {
                        return false;
                    }
                }
                case Comment comment -> text.comment(comment.getData(), comment);
                default -> {}
            }
        }
        return true;
    }

    private boolean element(Element element, int depth, int above) {
        String name = element.normalName();
        int flags = above;
        if (!name.equals("template")) {
            flags = enter(element, name, depth, above);
            if (!children(element, depth + 1, flags)) {
                return false;
            }
        }
        leave(element, flags);
        return true;
    }

    private void leave(Element element, int flags) {
        named.leave(element);
        if (!has(flags, Flags.INLINE)) {
            outline.leave(element);
            text.breakLine();
            named.gap();
        }
        shape.leave(element, text.length());
    }

    private void text(TextNode node, int flags) {
        passage.read(node.getWholeText());
        if (!has(flags, Flags.VALUE)) {
            named.at(has(flags, Flags.CONCEALED));
            named.text(passage.single());
        }
        text.text(passage, flags, node);
        if (!has(flags, Flags.NO_TEXT | Flags.NOSCRIPT | Flags.HEAD)) {
            outline.text(passage.single(), has(flags, Flags.LINK));
        }
    }

    /// @return what holds inside of it
    private int enter(Element element, String name, int depth, int above) {
        attrs.read(element);
        int flags = above | flagsOf(name, above);
        shape.enter(element, attrs, depth, flags, text.length());
        if (!has(flags, Flags.INLINE)) {
            text.breakLine();
            named.gap();
            outline.enter(element, has(flags, Flags.HIDDEN | Flags.ARIA_HIDDEN));
        }
        named.at(has(flags, Flags.CONCEALED));
        if (!attrs.ariaLabel.isEmpty()) {
            named.label(attrs.ariaLabel);
        }
        common(element, flags);
        dispatch(element, name, flags);
        return flags;
    }

    private int flagsOf(String name, int above) {
        int flags = attrs.any ? flagsOfAttributes() : 0;
        int traits = Tags.traits(name);
        flags |= has(traits, Tags.INLINE) ? Flags.INLINE : 0;
        flags |= has(traits, Tags.NO_TEXT) ? Flags.NO_TEXT : 0;
        return flags
                | switch (name) {
                    case "head" -> Flags.HEAD;
                    case "noscript" -> Flags.NOSCRIPT;
                    case "main" -> Flags.MAIN;
                    case "article" -> Flags.ARTICLE;
                    case "nav", "aside", "footer" -> Flags.BOILERPLATE;
                    case "header" ->
                            has(above, Flags.MAIN | Flags.ARTICLE)
                                    ? Flags.HEADER
                                    : Flags.HEADER | Flags.BOILERPLATE;
                    case "a" -> attrs.href != null ? Flags.LINK : 0;
                    case "svg" -> Flags.SVG;
                    case "label" -> Flags.LABEL;
                    case "select", "textarea" -> Flags.VALUE;
                    case "code", "pre", "samp", "kbd" -> Flags.CODE;
                    default -> 0;
                };
    }

    private int flagsOfAttributes() {
        boolean hidden = attrs.isHiddenFromAll();
        int flags = hidden || attrs.isScreenReaderOnly() ? Flags.HIDDEN : 0;
        flags |= attrs.ariaHidden ? Flags.ARIA_HIDDEN : 0;
        flags |= attrs.ariaHidden || hidden ? Flags.CONCEALED : 0;
        flags |= attrs.noSnippet ? Flags.NO_SNIPPET : 0;
        return flags
                | switch (attrs.role) {
                    case "main" -> Flags.MAIN;
                    case "article" -> Flags.ARTICLE;
                    case "navigation", "complementary", "contentinfo", "search" ->
                            Flags.BOILERPLATE;
                    case "banner" -> Flags.HEADER | Flags.BOILERPLATE;
                    default -> 0;
                };
    }

    private void common(Element element, int flags) {
        if (!attrs.any) {
            return;
        }
        ids.add(attrs.id, element);
        if (has(flags, Flags.NOSCRIPT)) {
            return;
        }
        if (attrs.itemscope) {
            structured.microdata(element);
        }
        if (attrs.typeof) {
            structured.rdfa(element);
        }
        if (!attrs.role.isEmpty() || !attrs.aria.isEmpty()) {
            aria.enter(element, attrs);
        }
    }

    private void dispatch(Element element, String name, int flags) {
        boolean noscript = has(flags, Flags.NOSCRIPT);
        switch (name) {
            case "title" -> {
                if (element.tag().namespace().equals(Parser.NamespaceHtml) && !noscript) {
                    head.title(element, has(flags, Flags.HEAD));
                }
            }
            case "meta" -> head.meta(element, has(flags, Flags.HEAD), noscript);
            case "link" -> head.link(element, has(flags, Flags.HEAD), noscript);
            case "base" -> head.base(element);
            case "a", "area" -> {
                ids.addName(attrs.name);
                links.enter(element, attrs, flags);
                if (name.equals("area")) {
                    media.image(element, attrs, flags);
                }
            }
            case "img" -> image(element, flags);
            case "svg" -> {
                if (attrs.role.equals("img")) {
                    media.image(element, attrs, flags);
                }
            }
            case "input" -> {
                forms.control(element, attrs, flags);
                if (element.attr("type").equalsIgnoreCase("image")) {
                    media.image(element, attrs, flags);
                }
            }
            case "select", "textarea" -> forms.control(element, attrs, flags);
            case "button" -> forms.button(element, attrs, flags);
            case "label" -> forms.label(element);
            case "form" -> forms.form(element);
            case "iframe", "frame" -> media.frame(element, attrs, flags);
            case "video" -> media.video(element, flags);
            case "audio", "embed", "object" -> media.other(element, flags);
            case "script" -> script(element, flags);
            case "style" -> media.style(element);
            case "time" -> date(element, flags);
            default -> others(element, name, flags);
        }
        headNoise(element, name, flags);
    }

    private void others(Element element, String name, int flags) {
        int level = Tags.headingLevel(name);
        if (attrs.role.equals("heading")) {
            level = level == 0 ? 2 : level;
        } else if (attrs.role.equals("presentation") || attrs.role.equals("none")) {
            level = 0;
        }
        if (level > 0) {
            heading(element, level, flags);
        } else if (attrs.any) {
            if (attrs.role.equals("button")) {
                forms.button(element, attrs, flags);
            }
            if (DateHints.isDate(attrs.classes, attrs.itemprop)) {
                date(element, flags);
            }
        }
    }

    private void headNoise(Element element, String name, int flags) {
        if (has(flags, Flags.HEAD)) {
            if (has(flags, Flags.NOSCRIPT) && !name.equals("noscript")) {
                head.inHeadNoscript(element);
            }
            return;
        }
        if (!head.isEnded()) {
            Element parent = element.parent();
            if (parent != null && parent.normalName().equals("body")) {
                head.endedBy(element);
            }
        }
    }

    private void image(Element element, int flags) {
        media.image(element, attrs, flags);
        String alt = element.attr("alt");
        named.image(attrs.ariaLabel.isEmpty() ? alt : attrs.ariaLabel);
        if (!element.hasAttr("alt")) {
            named.label(attrs.title.strip());
        }
        text.alt(alt, element);
    }

    private void script(Element element, int flags) {
        String type = HeadFacts.lower(element.attr("type").strip());
        if (type.startsWith("application/ld+json") && !has(flags, Flags.NOSCRIPT)) {
            structured.jsonLd(element);
        } else {
            media.script(element, flags);
        }
    }

    private void heading(Element element, int level, int flags) {
        if (has(flags, Flags.NOSCRIPT)) {
            return;
        }
        headingTotal++;
        int stated = MediaPart.length(element.attr("aria-level"));
        int real = stated > 0 ? stated : level;
        Region region = Flags.region(flags);
        @Nullable String label = attrs.ariaLabel.isEmpty() ? null : attrs.ariaLabel;
        if (headings.size() >= MOST_HEADINGS) {
            return;
        }
        int slot = headings.size();
        Spot spot = new Spot(source, element);
        headings.add(new HeadingFact(real, "", false, region, spot));
        named.open(
                element,
                sink -> {
                    String text = sink.text();
                    String words = text.isEmpty() && label != null ? label : text;
                    headings.set(
                            slot, new HeadingFact(real, words, sink.fromImage(), region, spot));
                });
    }

    private void date(Element element, int flags) {
        if (dates.size() >= MOST_DATES || has(flags, Flags.NOSCRIPT)) {
            return;
        }
        String machine = element.attr("datetime").strip();
        String hint = HeadFacts.lower(attrs.itemprop + " " + attrs.classes);
        Region region = Flags.region(flags);
        Spot spot = new Spot(source, element);
        named.open(
                element,
                sink -> {
                    String words = sink.text();
                    if (!machine.isEmpty() || words.length() <= 60) {
                        dates.add(
                                new DateFact(
                                        Spaces.shortened(machine, 60),
                                        Spaces.shortened(words, 60),
                                        Spaces.shortened(hint, 120),
                                        region,
                                        spot));
                    }
                });
    }
}
