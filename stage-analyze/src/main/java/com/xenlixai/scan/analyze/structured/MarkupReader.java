package com.xenlixai.scan.analyze.structured;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.structured.Thing.Nested;
import com.xenlixai.scan.analyze.structured.Thing.Plain;
import com.xenlixai.scan.analyze.structured.Thing.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jspecify.annotations.Nullable;

/// Reads microdata (HTML Standard section 5) and RDFa Lite into things. A nested item is a value of
/// the outer one, and its properties are not the outer one's.
final class MarkupReader {

    private static final int LONGEST_VALUE = 2_000;
    private static final int MOST_THINGS = 2_000;
    private static final int DEEPEST = 40;

    /// Each one searches the document.
    private static final int MOST_REFERRALS = 100;

    /// How a syntax names its parts.
    private record Syntax(String name, String scope, String property, String type, String id) {}

    private static final Syntax MICRODATA =
            new Syntax("microdata", "itemscope", "itemprop", "itemtype", "itemid");
    private static final Syntax RDFA =
            new Syntax("rdfa", "typeof", "property", "typeof", "resource");

    private final SourceText source;
    private final List<Thing> things;
    private int referrals;
    private final IdentityHashMap<Element, Thing> read = new IdentityHashMap<>();

    MarkupReader(SourceText source, List<Thing> things) {
        this.source = source;
        this.things = things;
    }

    /// Reads items whose elements come in document order; nested ones are found from outside in.
    void readMicrodata(List<Element> scopes) {
        for (Element scope : scopes) {
            if (!read.containsKey(scope)) {
                item(scope, MICRODATA, "", !scope.hasAttr("itemprop"), 0);
            }
        }
    }

    void readRdfa(List<Element> scopes) {
        for (Element scope : scopes) {
            if (!read.containsKey(scope)) {
                item(scope, RDFA, "", !scope.hasAttr("property"), 0);
            }
        }
    }

    private Thing item(Element scope, Syntax syntax, String path, boolean top, int depth) {
        List<String> types =
                Arrays.stream(scope.attr(syntax.type()).strip().split("\\s+"))
                        .filter(type -> !type.isEmpty())
                        .map(Vocabulary::local)
                        .toList();
        Map<String, List<Value>> properties = new LinkedHashMap<>();
        Thing thing =
                new Thing(
                        syntax.name(),
                        types,
                        scope.attr(syntax.id()).strip(),
                        properties,
                        path,
                        top,
                        new Spot(source, scope));
        read.put(scope, thing);
        if (!types.isEmpty() && things.size() < MOST_THINGS) {
            things.add(thing);
        }
        collect(scope, syntax, properties, path, depth);
        for (String id : scope.attr("itemref").strip().split("\\s+")) {
            Element referred =
                    id.isEmpty() || ++referrals > MOST_REFERRALS ? null : byId(scope, id);
            if (referred != null) {
                property(referred, syntax, properties, path, depth);
                if (!referred.hasAttr(syntax.scope())) {
                    collect(referred, syntax, properties, path, depth);
                }
            }
        }
        return thing;
    }

    private static @Nullable Element byId(Element scope, String id) {
        var document = scope.ownerDocument();
        return document == null ? null : document.getElementById(id);
    }

    /// Walks the elements below one without going into items of their own.
    private void collect(
            Element top,
            Syntax syntax,
            Map<String, List<Value>> properties,
            String path,
            int depth) {
        NodeFilter collector =
                (node, _) -> {
                    if (node == top || !(node instanceof Element element)) {
                        return FilterResult.CONTINUE;
                    }
                    property(element, syntax, properties, path, depth);
                    return element.hasAttr(syntax.scope())
                            ? FilterResult.SKIP_CHILDREN
                            : FilterResult.CONTINUE;
                };
        top.filter(collector);
    }

    private void property(
            Element element,
            Syntax syntax,
            Map<String, List<Value>> properties,
            String path,
            int depth) {
        String names = element.attr(syntax.property()).strip();
        if (names.isEmpty() && !element.hasAttr(syntax.scope())) {
            return;
        }
        Value value = null;
        if (element.hasAttr(syntax.scope())) {
            if (names.isEmpty() || depth >= DEEPEST || read.containsKey(element)) {
                return;
            }
            String first = Vocabulary.local(names.split("\\s+")[0]);
            String inner = path.isEmpty() ? first : path + "." + first;
            value = new Nested(item(element, syntax, inner, false, depth + 1));
        }
        for (String name : names.split("\\s+")) {
            if (value == null) {
                value = new Plain(plain(element), new Spot(source, element));
            }
            properties.computeIfAbsent(Vocabulary.local(name), _ -> new ArrayList<>()).add(value);
        }
    }

    private static String plain(Element element) {
        String stated = element.attr("content");
        if (stated.isEmpty()) {
            stated =
                    switch (element.normalName()) {
                        case "a", "area", "link" -> element.attr("href");
                        case "audio", "embed", "iframe", "img", "source", "track", "video" ->
                                element.attr("src");
                        case "object" -> element.attr("data");
                        case "data", "meter" -> element.attr("value");
                        case "time" -> element.attr("datetime");
                        default -> "";
                    };
        }
        return Spaces.collapsed(stated.isEmpty() ? element.text() : stated, LONGEST_VALUE);
    }
}
