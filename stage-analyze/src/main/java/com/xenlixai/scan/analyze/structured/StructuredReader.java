package com.xenlixai.scan.analyze.structured;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.structured.StructuredData.Block;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/// Notes the elements that carry structured data during the walk and reads them at its end.
public final class StructuredReader {

    private static final int MOST = 2_000;

    private final SourceText source;
    private final List<Element> scripts = new ArrayList<>();
    private final List<Element> scopes = new ArrayList<>();
    private final List<Element> typed = new ArrayList<>();

    public StructuredReader(SourceText source) {
        this.source = source;
    }

    /// Notes a script of type `application/ld+json`.
    public void jsonLd(Element script) {
        note(scripts, script);
    }

    /// Notes an element with itemscope.
    public void microdata(Element scope) {
        note(scopes, scope);
    }

    /// Notes an element with typeof.
    public void rdfa(Element scope) {
        note(typed, scope);
    }

    private static void note(List<Element> elements, Element element) {
        if (elements.size() < MOST) {
            elements.add(element);
        }
    }

    /// Reads what was noted.
    public StructuredData read() {
        if (scripts.isEmpty() && scopes.isEmpty() && typed.isEmpty()) {
            return StructuredData.NONE;
        }
        List<Block> blocks = new ArrayList<>();
        List<Thing> things = new ArrayList<>();
        JsonLdReader jsonLd = new JsonLdReader(source, blocks, things);
        scripts.forEach(jsonLd::read);
        MarkupReader markup = new MarkupReader(source, things);
        markup.readMicrodata(scopes);
        markup.readRdfa(typed);
        return new StructuredData(blocks, things);
    }
}
