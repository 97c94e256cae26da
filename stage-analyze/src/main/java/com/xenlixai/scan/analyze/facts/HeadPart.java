package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.facts.HeadFacts.LinkTag;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.facts.HeadFacts.Misplaced;
import com.xenlixai.scan.analyze.facts.HeadFacts.Title;
import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Gathers titles, metas, links and the base.
final class HeadPart {

    private static final int MOST = 2_000;
    private static final int LONGEST = 4_000;
    private static final int LONGEST_TITLE = 2_000;
    private static final Set<String> IN_NOSCRIPT = Set.of("link", "style", "meta", "noscript");

    private final SourceText source;
    private final WebUrl url;
    private final List<Title> titles = new ArrayList<>();
    private final List<Meta> metas = new ArrayList<>();
    private final List<Element> linkElements = new ArrayList<>();
    private final List<Boolean> linkInHead = new ArrayList<>();
    private final List<Boolean> linkInNoscript = new ArrayList<>();
    private final List<Misplaced> misplaced = new ArrayList<>();
    private @Nullable Element bodyOpener;
    private @Nullable WebUrl base;
    private boolean baseSeen;

    HeadPart(SourceText source, WebUrl url) {
        this.source = source;
        this.url = url;
    }

    void title(Element element, boolean inHead) {
        if (titles.size() < MOST) {
            String text = Spaces.collapsed(wholeText(element), LONGEST_TITLE);
            titles.add(new Title(text, inHead, new Spot(source, element)));
        }
    }

    /// Titles have one text; jsoup looks for all below in a stream.
    private static String wholeText(Element element) {
        return element.childNodeSize() == 1 && element.childNode(0) instanceof TextNode text
                ? text.getWholeText()
                : element.wholeText();
    }

    void meta(Element element, boolean inHead, boolean inNoscript) {
        if (metas.size() >= MOST) {
            return;
        }
        String content = element.hasAttr("content") ? element.attr("content") : null;
        metas.add(
                new Meta(
                        HeadFacts.lower(element.attr("name").strip()),
                        HeadFacts.lower(element.attr("property").strip()),
                        HeadFacts.lower(element.attr("http-equiv").strip()),
                        content == null ? null : Spaces.shortened(content, LONGEST),
                        element.attr("charset"),
                        inHead,
                        inNoscript,
                        new Spot(source, element)));
    }

    void link(Element element, boolean inHead, boolean inNoscript) {
        if (linkElements.size() < MOST) {
            linkElements.add(element);
            linkInHead.add(inHead);
            linkInNoscript.add(inNoscript);
        }
    }

    /// The first base with an href counts, for the whole document; one that leads to no http(s) URL
    /// is passed over.
    void base(Element element) {
        if (!baseSeen && element.hasAttr("href")) {
            baseSeen = true;
            base = WebUrl.resolve(element.attr("href"), url);
        }
    }

    WebUrl baseUrl() {
        return base == null ? url : base;
    }

    void inHeadNoscript(Element element) {
        if (!IN_NOSCRIPT.contains(element.normalName())) {
            misplaced.add(
                    new Misplaced(
                            element.normalName() + " in a noscript of the head",
                            new Spot(source, element)));
        }
    }

    /// Whether the first element of the body has been met.
    boolean isEnded() {
        return bodyOpener != null;
    }

    void endedBy(Element element) {
        bodyOpener = element;
    }

    HeadFacts facts(Document document) {
        List<LinkTag> links = new ArrayList<>(linkElements.size());
        for (int i = 0; i < linkElements.size(); i++) {
            links.add(tag(linkElements.get(i), linkInHead.get(i), linkInNoscript.get(i)));
        }
        if (bodyOpener != null) {
            misplaced.add(
                    new Misplaced(
                            bodyOpener.normalName() + " ends the head",
                            new Spot(source, bodyOpener)));
        }
        DocumentType doctype = document.documentType();
        return new HeadFacts(
                doctype == null ? null : HeadFacts.lower(doctype.name()),
                doctype == null || isQuirky(doctype),
                base,
                titles,
                metas,
                links,
                misplaced);
    }

    /// Whether browsers fall back to quirks or limited-quirks mode (HTML Standard section 13.2.6.4.1).
    private static boolean isQuirky(DocumentType doctype) {
        String publicId = HeadFacts.lower(doctype.publicId());
        if (!doctype.name().equalsIgnoreCase("html")) {
            return true;
        }
        if (publicId.isEmpty()) {
            return doctype.systemId().startsWith("http://www.ibm.com/");
        }
        return !publicId.equals("-//w3c//dtd html 4.01//en")
                && !publicId.equals("-//w3c//dtd html 4.0//en")
                && !publicId.equals("-//w3c//dtd xhtml 1.0 strict//en")
                && !publicId.equals("-//w3c//dtd xhtml 1.1//en");
    }

    private LinkTag tag(Element element, boolean inHead, boolean inNoscript) {
        String href = Spaces.shortened(element.attr("href"), LONGEST);
        return new LinkTag(
                tokens(element.attr("rel")),
                href,
                href.isBlank() ? null : WebUrl.resolve(href, baseUrl()),
                element.attr("hreflang").strip(),
                HeadFacts.lower(element.attr("type").strip()),
                HeadFacts.lower(element.attr("media").strip()),
                element.attr("sizes"),
                element.attr("integrity"),
                HeadFacts.lower(element.attr("as")),
                element.hasAttr("disabled"),
                inHead,
                inNoscript,
                new Spot(source, element));
    }

    static List<String> tokens(String value) {
        if (value.isBlank()) {
            return List.of();
        }
        String lower = HeadFacts.lower(value.strip());
        if (isOneToken(lower)) {
            return List.of(lower);
        }
        return Arrays.stream(lower.split("[ \\t\\n\\f\\r]+")).limit(20).toList();
    }

    private static boolean isOneToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return false;
            }
        }
        return true;
    }
}
