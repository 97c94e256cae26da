package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Collects the text of elements that are named by their content, while the walk is inside them.
final class Named {

    private static final int LONGEST = 400;
    private static final int MOST_OPEN = 12;

    private final Deque<Sink> open = new ArrayDeque<>();

    /// What an element's content says.
    static final class Sink {
        private final Element element;
        private final StringBuilder text = new StringBuilder();
        private final Consumer<Sink> whenDone;
        private boolean fromImage;

        private Sink(Element element, Consumer<Sink> whenDone) {
            this.element = element;
            this.whenDone = whenDone;
        }

        String text() {
            return text.toString().strip();
        }

        boolean fromImage() {
            return fromImage;
        }
    }

    void open(Element element, Consumer<Sink> whenDone) {
        Sink sink = new Sink(element, whenDone);
        if (open.size() >= MOST_OPEN) {
            whenDone.accept(sink);
            return;
        }
        open.push(sink);
    }

    /// @param text with its white space single
    void text(String text) {
        for (Sink sink : open) {
            if (sink.text.length() < LONGEST) {
                Spaces.appendSingle(sink.text, text, LONGEST);
            }
        }
    }

    /// A gap between the words of neighbouring blocks.
    void gap() {
        if (!open.isEmpty()) {
            text(" ");
        }
    }

    void image(String alt) {
        for (Sink sink : open) {
            if (sink.text.length() < LONGEST) {
                sink.fromImage |= !alt.isBlank();
                Spaces.append(sink.text, " " + alt + " ", LONGEST);
            }
        }
    }

    void leave(Element element) {
        @Nullable Sink sink = open.peek();
        if (sink != null && sink.element == element) {
            open.pop();
            sink.whenDone.accept(sink);
        }
    }
}
