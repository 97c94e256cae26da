package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Measures the tree and looks for the empty element that a script would fill.
final class ShapePart {

    private static final Set<String> SHELL_IDS =
            Set.of(
                    "root",
                    "app",
                    "__next",
                    "__nuxt",
                    "___gatsby",
                    "svelte",
                    "main-app",
                    "react-root",
                    "app-root",
                    "q-app",
                    "ember-app",
                    "mount");
    private static final Set<String> SHELL_TAGS = Set.of("app-root", "my-app", "ion-app");

    private final SourceText source;
    private int elements;
    private int deepest;
    private @Nullable Element deepestElement;
    private int widest;
    private boolean cut;
    private int mains;
    private int articles;
    private int lists;
    private int tables;
    private int questions;
    private @Nullable Element candidate;
    private int lengthAtCandidate;
    private @Nullable Element shell;

    ShapePart(SourceText source) {
        this.source = source;
    }

    int count() {
        return elements;
    }

    void cut() {
        cut = true;
    }

    private static boolean isMain(Attrs attrs) {
        return attrs.role.isEmpty() || attrs.role.equals("main");
    }

    void enter(Element element, Attrs attrs, int depth, int flags, int textLength) {
        String name = element.normalName();
        elements++;
        if (depth > deepest) {
            deepest = depth;
            deepestElement = element;
        }
        widest = Math.max(widest, element.childNodeSize());
        boolean content = !has(flags, Flags.BOILERPLATE);
        switch (name) {
            case "main" -> mains += isMain(attrs) && !has(flags, Flags.HIDDEN) ? 1 : 0;
            case "article" -> articles++;
            case "ul", "ol", "dl" -> lists += content ? 1 : 0;
            case "table" -> tables += content ? 1 : 0;
            case "dt", "summary" -> questions += isQuestion(element) ? 1 : 0;
            default -> {
                if (attrs.role.equals("main") && element.attr("role").equals("main")) {
                    mains++;
                }
            }
        }
        if (candidate == null && shell == null && isShell(name, attrs.id)) {
            candidate = element;
            lengthAtCandidate = textLength;
        }
    }

    private static boolean isShell(String name, String id) {
        return name.indexOf('-') > 0 && SHELL_TAGS.contains(name)
                || !id.isEmpty() && SHELL_IDS.contains(id);
    }

    void leave(Element element, int textLength) {
        if (element == candidate) {
            if (textLength - lengthAtCandidate < 40) {
                shell = element;
            }
            candidate = null;
        }
    }

    private static boolean isQuestion(Element element) {
        return element.text().strip().toLowerCase(Locale.ROOT).endsWith("?");
    }

    ShapeFacts facts(long htmlBytes) {
        return new ShapeFacts(
                htmlBytes,
                elements,
                deepest,
                deepestElement == null ? null : new Spot(source, deepestElement),
                widest,
                cut,
                mains,
                articles,
                lists,
                tables,
                questions,
                shell == null ? null : new Spot(source, shell));
    }
}
