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
    private boolean concealed;

    /// What an element's content says.
    static final class Sink {
        private final Element element;
        private final StringBuilder text = new StringBuilder();
        private final Consumer<Sink> whenDone;
        private final boolean concealed;
        private String label = "";
        private boolean fromImage;

        private Sink(Element element, Consumer<Sink> whenDone, boolean concealed) {
            this.element = element;
            this.whenDone = whenDone;
            this.concealed = concealed;
        }

        /// What is concealed names only what is concealed itself.
        private boolean takes(boolean concealedPiece) {
            return text.length() < LONGEST && (concealed || !concealedPiece);
        }

        String text() {
            return text.toString().strip();
        }

        /// What the element is called: what it says, or else the label of something inside.
        String name() {
            return text().isEmpty() ? label : text();
        }

        boolean fromImage() {
            return fromImage;
        }
    }

    /// Whether assistive technology does not get to what comes next.
    void at(boolean isConcealed) {
        concealed = isConcealed;
    }

    void open(Element element, Consumer<Sink> whenDone) {
        Sink sink = new Sink(element, whenDone, concealed);
        if (open.size() >= MOST_OPEN) {
            whenDone.accept(sink);
            return;
        }
        open.push(sink);
    }

    /// @param text with its white space single
    void text(String text) {
        if (open.isEmpty()) {
            return;
        }
        for (Sink sink : open) {
            if (sink.takes(concealed)) {
                Spaces.appendSingle(sink.text, text, LONGEST);
            }
        }
    }

    /// The label of something inside, which says what its own content does not.
    void label(String label) {
        for (Sink sink : open) {
            if (sink.label.isEmpty() && sink.takes(concealed)) {
                sink.label = Spaces.shortened(label, LONGEST);
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
            if (sink.takes(concealed)) {
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
