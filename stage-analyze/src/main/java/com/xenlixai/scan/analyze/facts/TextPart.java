package com.xenlixai.scan.analyze.facts;

import static com.xenlixai.scan.analyze.facts.Flags.has;

import com.xenlixai.scan.analyze.facts.TextFacts.Suspect;
import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.source.Spot;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Node;

/// Gathers the words of the page during the walk and decides at its end which of them are its own.
final class TextPart {

    private static final int LONGEST = 1_000_000;
    private static final int LONGEST_COMMENT = 4_000;
    private static final int MOST_COMMENTS = 100;

    /// Fewer words than these in a landmark do not make it the main part.
    private static final int FEWEST_IN_MAIN = 25;

    private static final int FEWEST_IN_ARTICLE = 50;

    private final StringBuilder visible;
    private final StringBuilder noscript = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final Suspicions suspicions;
    private boolean gap;
    private int hiddenWords;

    TextPart(SourceText source) {
        this.suspicions = new Suspicions(source);
        // Room for an article's share of text; to grow means to copy all that there is already.
        this.visible = new StringBuilder(Math.clamp(source.text().length() * 7L / 8, 512, LONGEST));
    }

    /// A stretch of the visible text in which the same holds.
    private static final class Segment {
        final int from;
        final int flags;
        int to;
        int words;

        Segment(int from, int flags) {
            this.from = from;
            this.flags = flags;
        }
    }

    /// A block begins or ends: the next word is not part of the last one.
    void breakLine() {
        gap = true;
    }

    void text(Passage text, int flags, Node node) {
        if (has(flags, Flags.NOSCRIPT)) {
            Spaces.appendSingle(noscript, text.single(), 4_000);
            return;
        }
        if (has(flags, Flags.NO_TEXT | Flags.HEAD)) {
            return;
        }
        if (has(flags, Flags.HIDDEN)) {
            hiddenWords += text.words();
            suspicions.hidden(text.whole(), node);
            return;
        }
        if (visible.length() >= LONGEST) {
            return;
        }
        suspicions.visible(text, node, has(flags, Flags.CODE));
        int from = visible.length();
        append(text.single());
        if (visible.length() > from) {
            Segment segment = segment(from, flags);
            segment.to = visible.length();
            segment.words += text.words();
        }
    }

    /// The last one, if the same holds in it.
    private Segment segment(int from, int flags) {
        if (!segments.isEmpty() && segments.getLast().flags == flags) {
            return segments.getLast();
        }
        Segment segment = new Segment(from, flags);
        segments.add(segment);
        return segment;
    }

    private void append(String text) {
        int from = text.startsWith(" ") ? 1 : 0;
        int to = text.endsWith(" ") ? text.length() - 1 : text.length();
        if (from < to) {
            if ((gap || from > 0) && !visible.isEmpty()) {
                visible.append(gap ? '\n' : ' ');
            }
            gap = false;
            visible.append(text, from, to);
        }
        if (to < text.length() && !gap) {
            pendingSpace();
        }
    }

    private void pendingSpace() {
        if (!visible.isEmpty() && visible.charAt(visible.length() - 1) != ' ') {
            visible.append(' ');
        }
    }

    void comment(String text, Node node) {
        if (comments.size() < MOST_COMMENTS) {
            comments.add(Spaces.shortened(text, LONGEST_COMMENT));
        }
        suspicions.hidden(text, node);
    }

    void alt(String text, Node node) {
        suspicions.hidden(text, node);
    }

    int length() {
        return visible.length();
    }

    TextFacts facts() {
        int inMain = 0;
        int inArticle = 0;
        int words = 0;
        for (Segment segment : segments) {
            words += segment.words;
            if (!has(segment.flags, Flags.BOILERPLATE)) {
                inMain += has(segment.flags, Flags.MAIN) ? segment.words : 0;
                inArticle += has(segment.flags, Flags.ARTICLE) ? segment.words : 0;
            }
        }
        String from = "page";
        int required = 0;
        if (inMain >= FEWEST_IN_MAIN) {
            from = "main";
            required = Flags.MAIN;
        } else if (inArticle >= FEWEST_IN_ARTICLE) {
            from = "article";
            required = Flags.ARTICLE;
        }
        return facts(words, from, required);
    }

    private TextFacts facts(int words, String from, int required) {
        StringBuilder main = new StringBuilder();
        int start = 0;
        int end = 0;
        int mainWords = 0;
        int linkWords = 0;
        int noSnippet = 0;
        for (Segment segment : segments) {
            boolean own =
                    !has(segment.flags, Flags.BOILERPLATE)
                            && (required == 0 || has(segment.flags, required));
            if (own) {
                if (segment.from != end) {
                    main.append(visible, start, end);
                    start = segment.from;
                }
                end = segment.to;
                mainWords += segment.words;
                linkWords += has(segment.flags, Flags.LINK) ? segment.words : 0;
                noSnippet += has(segment.flags, Flags.NO_SNIPPET) ? segment.words : 0;
            }
        }
        return new TextFacts(
                stripped(visible, 0, visible.length()),
                main.isEmpty()
                        ? stripped(visible, start, end)
                        : main.append(visible, start, end).toString().strip(),
                words,
                mainWords,
                linkWords,
                hiddenWords,
                noSnippet,
                noscript.toString().strip(),
                suspicions.found(),
                from,
                comments);
    }

    /// A part without white space at its ends, copied once.
    private static String stripped(StringBuilder text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (start < end && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// Places of defects, and of instructions meant for models rather than readers.
    private static final class Suspicions {
        private static final int MOST = 200;

        private final SourceText source;
        private final List<Suspect> found = new ArrayList<>();

        Suspicions(SourceText source) {
            this.source = source;
        }

        List<Suspect> found() {
            return found;
        }

        void visible(Passage text, Node node, boolean code) {
            if (found.size() >= MOST) {
                return;
            }
            int hits = text.defects();
            if (hits != 0) {
                add(Defects.of(text.whole(), hits, code), node);
            }
        }

        void hidden(String text, Node node) {
            if (found.size() < MOST && text.length() > 15) {
                add(Defects.prompts(text), node);
            }
        }

        private void add(List<Defects.Hit> hits, Node node) {
            for (Defects.Hit hit : hits) {
                int start = source.offsets().start(node);
                int offset = start < 0 ? -1 : start + hit.offset();
                found.add(new Suspect(hit.kind(), hit.what(), new Spot(source, node, offset)));
            }
        }
    }
}
