package com.xenlixai.scan.analyze.facts;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// The attributes that matter on any element, read in one go. Reused from element to element.
final class Attrs {

    String id = "";
    String classes = "";
    String role = "";
    String style = "";
    String ariaLabel = "";
    String ariaLabelledBy = "";
    String title = "";
    String itemprop = "";
    @Nullable String href;
    String rel = "";
    String name = "";
    boolean hidden;
    boolean ariaHidden;
    boolean noSnippet;
    boolean itemscope;
    boolean typeof;
    boolean onclick;
    boolean any;
    final List<Attribute> aria = new ArrayList<>();

    void read(Element element) {
        if (any) {
            clear();
        }
        if (element.attributesSize() == 0) {
            // To ask for attributes would make some.
            return;
        }
        for (Attribute attribute : element.attributes()) {
            any = true;
            String key = attribute.getKey();
            switch (key) {
                case "id" -> id = attribute.getValue();
                case "class" -> classes = attribute.getValue();
                case "role" -> role = HeadFacts.lower(attribute.getValue().strip());
                case "style" -> style = attribute.getValue();
                case "title" -> title = attribute.getValue();
                case "itemprop" -> itemprop = attribute.getValue();
                case "href" -> href = attribute.getValue();
                case "rel" -> rel = attribute.getValue();
                case "name" -> name = attribute.getValue();
                case "hidden" -> hidden = true;
                case "data-nosnippet" -> noSnippet = true;
                case "itemscope" -> itemscope = true;
                case "typeof" -> typeof = true;
                case "onclick" -> onclick = true;
                default -> {
                    if (key.startsWith("aria-")) {
                        aria(attribute, key);
                    }
                }
            }
        }
    }

    private void aria(Attribute attribute, String key) {
        aria.add(attribute);
        switch (key) {
            case "aria-hidden" -> ariaHidden = attribute.getValue().strip().equals("true");
            case "aria-label" -> ariaLabel = attribute.getValue().strip();
            case "aria-labelledby" -> ariaLabelledBy = attribute.getValue().strip();
            default -> {}
        }
    }

    private void clear() {
        id = "";
        classes = "";
        role = "";
        style = "";
        ariaLabel = "";
        ariaLabelledBy = "";
        title = "";
        itemprop = "";
        href = null;
        rel = "";
        name = "";
        hidden = false;
        ariaHidden = false;
        noSnippet = false;
        itemscope = false;
        typeof = false;
        onclick = false;
        any = false;
        aria.clear();
    }

    /// Whether neither eyes nor assistive technology get to it, as far as its own attributes tell.
    boolean isHiddenFromAll() {
        return hidden || !style.isEmpty() && hidesByStyle(style);
    }

    /// Whether it is there for assistive technology alone.
    boolean isScreenReaderOnly() {
        return !classes.isEmpty()
                && (classes.contains("sr-only") || classes.contains("visually-hidden"))
                && !classes.contains("focusable");
    }

    static boolean hidesByStyle(String style) {
        String plain = HeadFacts.lower(style).replace(" ", "");
        return plain.contains("display:none") || plain.contains("visibility:hidden");
    }
}
