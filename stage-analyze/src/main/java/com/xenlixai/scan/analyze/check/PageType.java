package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.facts.TextFacts;
import com.xenlixai.scan.analyze.structured.StructuredData;
import com.xenlixai.scan.analyze.structured.Thing;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What kind of page it is, by what it says of itself and by its shape.
public enum PageType {
    HOME,
    ARTICLE,
    PRODUCT,
    FAQ,
    LISTING,
    CONTACT,
    MEDIA,
    PAGE;

    private static final Set<String> LISTINGS =
            Set.of("CollectionPage", "ItemList", "SearchResultsPage", "ProductCollection");

    private static final List<String> CONTACT_PATHS =
            List.of("contact", "kontakt", "contacto", "contatti", "impressum", "imprint");

    private static final List<String> FAQ_PATHS =
            List.of("faq", "how-to", "guide", "questions", "fragen");

    /// Decides, most telling sign first.
    static PageType of(PageFacts facts) {
        String path = facts.url().path().toLowerCase(Locale.ROOT);
        if (isHome(path)) {
            return HOME;
        }
        StructuredData data = facts.structured();
        String ogType = facts.head().first("og:type").toLowerCase(Locale.ROOT);
        if (!data.articles().isEmpty() || ogType.equals("article")) {
            return ARTICLE;
        }
        if (data.has("Product") || ogType.startsWith("product")) {
            return PRODUCT;
        }
        if (data.has("FAQPage") || data.has("QAPage") || hasSegment(path, FAQ_PATHS)) {
            return FAQ;
        }
        for (Thing thing : data.things()) {
            if (thing.top() && LISTINGS.contains(thing.type())) {
                return LISTING;
            }
        }
        if (hasSegment(path, CONTACT_PATHS)) {
            return CONTACT;
        }
        return byShape(facts, data);
    }

    private static PageType byShape(PageFacts facts, StructuredData data) {
        TextFacts text = facts.text();
        boolean film = data.has("VideoObject") || !facts.media().videos().isEmpty();
        if (film && text.mainWords() < 150) {
            return MEDIA;
        }
        if (text.mainWords() >= 20 && text.linkWords() * 2 > text.mainWords()) {
            return LISTING;
        }
        boolean dated = facts.dates().stream().anyMatch(date -> date.region().main());
        if (facts.shape().articles() == 1 && dated && text.mainWords() >= 200) {
            return ARTICLE;
        }
        return PAGE;
    }

    private static boolean isHome(String path) {
        return path.equals("/")
                || path.equals("/index.html")
                || path.equals("/index.php")
                || path.length() == 3
                        && Character.isLetter(path.charAt(1))
                        && Character.isLetter(path.charAt(2))
                || path.length() == 4
                        && path.endsWith("/")
                        && Character.isLetter(path.charAt(1))
                        && Character.isLetter(path.charAt(2));
    }

    private static boolean hasSegment(String path, List<String> names) {
        for (String segment : path.split("/")) {
            for (String name : names) {
                if (segment.startsWith(name) || segment.endsWith("-" + name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// As reports spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
