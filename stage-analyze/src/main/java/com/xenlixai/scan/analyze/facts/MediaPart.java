package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.facts.MediaFacts.Frame;
import com.xenlixai.scan.analyze.facts.MediaFacts.Loaded;
import com.xenlixai.scan.analyze.facts.MediaFacts.Script;
import com.xenlixai.scan.analyze.facts.MediaFacts.Style;
import com.xenlixai.scan.analyze.facts.MediaFacts.Video;
import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jsoup.nodes.Element;

/// Gathers what the page loads and shows beside its text. Addresses are resolved at the end.
final class MediaPart {

    static final int MOST = 3_000;
    private static final int LONGEST_SRC = 2_000;
    private static final int LONGEST_INLINE = 4_000;

    private final SourceText source;
    private final Ids ids;
    private final List<Pending> images = new ArrayList<>();
    private final List<Pending> frames = new ArrayList<>();
    private final List<Pending> others = new ArrayList<>();
    private final List<Pending> scripts = new ArrayList<>();
    private final List<Video> videos = new ArrayList<>();
    private final List<Style> styles = new ArrayList<>();
    private int totalImages;

    MediaPart(SourceText source, Ids ids) {
        this.source = source;
        this.ids = ids;
    }

    private record Pending(
            Element element, String label, String labelledBy, boolean decorative, int flags) {}

    void image(Element element, Attrs attrs, int flags) {
        if (has(flags, Flags.NOSCRIPT)) {
            return;
        }
        totalImages++;
        if (images.size() < MOST) {
            boolean decorative =
                    attrs.ariaHidden
                            || has(flags, Flags.ARIA_HIDDEN)
                            || attrs.role.equals("presentation")
                            || attrs.role.equals("none");
            String label = attrs.ariaLabel.isEmpty() ? attrs.title.strip() : attrs.ariaLabel;
            images.add(new Pending(element, label, attrs.ariaLabelledBy, decorative, flags));
        }
    }

    void frame(Element element, Attrs attrs, int flags) {
        if (!has(flags, Flags.NOSCRIPT) && frames.size() < MOST) {
            String label = attrs.title.isBlank() ? attrs.ariaLabel : attrs.title;
            frames.add(new Pending(element, label, attrs.ariaLabelledBy, false, flags));
        }
    }

    void video(Element element, int flags) {
        if (has(flags, Flags.NOSCRIPT) || videos.size() >= MOST) {
            return;
        }
        boolean silent =
                element.hasAttr("muted") && element.hasAttr("autoplay") && element.hasAttr("loop");
        boolean captions = false;
        String src = element.attr("src");
        for (Element child : element.children()) {
            String kind = child.attr("kind").strip();
            captions |=
                    child.normalName().equals("track")
                            && (kind.equalsIgnoreCase("captions")
                                    || kind.equalsIgnoreCase("subtitles"));
            src = src.isEmpty() && child.normalName().equals("source") ? child.attr("src") : src;
        }
        videos.add(
                new Video(
                        Spaces.shortened(src, LONGEST_SRC),
                        silent,
                        captions,
                        Flags.region(flags),
                        new Spot(source, element)));
    }

    void other(Element element, int flags) {
        if (!has(flags, Flags.NOSCRIPT) && others.size() < MOST) {
            others.add(new Pending(element, "", "", false, flags));
        }
    }

    void script(Element element, int flags) {
        if (!has(flags, Flags.NOSCRIPT) && scripts.size() < MOST) {
            scripts.add(new Pending(element, "", "", false, flags));
        }
    }

    void style(Element element) {
        if (styles.size() < MOST) {
            styles.add(
                    new Style(Spaces.shortened(element.data(), 50_000), new Spot(source, element)));
        }
    }

    int totalImages() {
        return totalImages;
    }

    List<ImageFact> images(WebUrl base) {
        return each(images, pending -> image(pending, base));
    }

    private ImageFact image(Pending pending, WebUrl base) {
        Element element = pending.element;
        String kind = element.normalName();
        String src = Spaces.shortened(element.attr("src").strip(), LONGEST_SRC);
        String style = HeadFacts.lower(element.attr("style")).replace(" ", "");
        int width = length(element.attr("width"));
        int height = length(element.attr("height"));
        boolean named =
                !pending.label.isEmpty()
                        || !pending.labelledBy.isEmpty()
                                && !ids.textOf(pending.labelledBy).isEmpty()
                        || kind.equals("svg") && element.selectFirst("> title") != null;
        boolean sized =
                width >= 0 && height >= 0
                        || style.contains("aspect-ratio:")
                        || styleHas(style, "width") && styleHas(style, "height");
        return new ImageFact(
                kind,
                src,
                src.isEmpty() ? null : WebUrl.resolve(src, base),
                element.hasAttr("alt") ? element.attr("alt") : null,
                named,
                pending.decorative,
                width,
                height,
                sized,
                style.contains("position:absolute") || style.contains("position:fixed"),
                HeadFacts.lower(element.attr("loading").strip()),
                HeadFacts.lower(element.attr("fetchpriority").strip()),
                element.hasAttr("srcset") || hasSources(element),
                formats(element),
                Flags.region(pending.flags),
                new Spot(source, element));
    }

    private static boolean styleHas(String style, String property) {
        return style.startsWith(property + ":") || style.contains(";" + property + ":");
    }

    private static boolean hasSources(Element image) {
        Element parent = image.parent();
        return parent != null
                && parent.normalName().equals("picture")
                && parent.selectFirst("> source[srcset]") != null;
    }

    private static List<String> formats(Element image) {
        List<String> formats = new ArrayList<>();
        addFormat(formats, image.attr("srcset"));
        Element parent = image.parent();
        if (parent != null && parent.normalName().equals("picture")) {
            for (Element child : parent.children()) {
                if (child.normalName().equals("source")) {
                    addFormat(formats, child.attr("type"));
                    addFormat(formats, child.attr("srcset"));
                }
            }
        }
        return List.copyOf(formats);
    }

    private static void addFormat(List<String> formats, String text) {
        if (text.isEmpty()) {
            return;
        }
        String lower = HeadFacts.lower(text);
        for (String format : List.of("avif", "webp")) {
            if (lower.contains(format) && !formats.contains(format)) {
                formats.add(format);
            }
        }
    }

    /// A length in pixels, or -1.
    static int length(String attribute) {
        String text = attribute.strip();
        int end = 0;
        while (end < text.length() && end < 6 && Character.isDigit(text.charAt(end))) {
            end++;
        }
        boolean whole = end > 0 && (end == text.length() || text.substring(end).equals("px"));
        return whole ? Integer.parseInt(text.substring(0, end)) : -1;
    }

    MediaFacts facts(WebUrl base, FormPart forms) {
        return new MediaFacts(
                each(frames, pending -> frame(pending, base)),
                videos,
                each(scripts, pending -> script(pending, base)),
                forms.forms(base),
                styles,
                each(others, pending -> loaded(pending, base)));
    }

    private static <T> List<T> each(List<Pending> all, Function<Pending, T> fact) {
        List<T> facts = new ArrayList<>(all.size());
        for (Pending pending : all) {
            facts.add(fact.apply(pending));
        }
        return facts;
    }

    private Frame frame(Pending pending, WebUrl base) {
        Element element = pending.element;
        String src = Spaces.shortened(element.attr("src").strip(), LONGEST_SRC);
        boolean titled =
                !pending.label.isBlank()
                        || !pending.labelledBy.isEmpty()
                                && !ids.textOf(pending.labelledBy).isEmpty();
        boolean skipped =
                element.attr("tabindex").strip().startsWith("-")
                        || element.attr("role").equals("presentation");
        return new Frame(
                src,
                src.isEmpty() ? null : WebUrl.resolve(src, base),
                titled,
                skipped,
                Flags.region(pending.flags),
                new Spot(source, element));
    }

    private Script script(Pending pending, WebUrl base) {
        Element element = pending.element;
        String src = Spaces.shortened(element.attr("src").strip(), LONGEST_SRC);
        String data = src.isEmpty() ? element.data() : "";
        return new Script(
                src,
                src.isEmpty() ? null : WebUrl.resolve(src, base),
                HeadFacts.lower(element.attr("type").strip()),
                element.hasAttr("async"),
                element.hasAttr("defer"),
                has(pending.flags, Flags.HEAD),
                element.attr("integrity"),
                Spaces.shortened(data, LONGEST_INLINE),
                data.length(),
                new Spot(source, element));
    }

    private Loaded loaded(Pending pending, WebUrl base) {
        Element element = pending.element;
        String name = element.normalName();
        String src =
                Spaces.shortened(
                        element.attr(name.equals("object") ? "data" : "src").strip(), LONGEST_SRC);
        return new Loaded(
                name.equals("object") || name.equals("embed") ? "object" : "media",
                src,
                src.isEmpty() ? null : WebUrl.resolve(src, base),
                new Spot(source, element));
    }
}
