package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.source.Spaces;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;

/// Collects the text of elements that are named by their content, while the walk is inside them.
final class Named {

    private static final int LONGEST = 400;
    private static final int MOST_OPEN = 12;

    private final List<Sink> open = new ArrayList<>();
    private final StringBuilder spare = new StringBuilder();
    private boolean concealed;

    /// What an element's content says.
    static final class Sink {
        private final Element element;
        private final Pieces pieces = new Pieces();
        private final Consumer<Sink> whenDone;
        private final boolean concealed;
        private final StringBuilder spare;
        private String label = "";
        private boolean fromImage;

        private Sink(
                Element element, Consumer<Sink> whenDone, boolean concealed, StringBuilder spare) {
            this.element = element;
            this.whenDone = whenDone;
            this.concealed = concealed;
            this.spare = spare;
        }

        /// What is concealed names only what is concealed itself.
        private boolean takes(boolean concealedPiece) {
            return pieces.length() < LONGEST && (concealed || !concealedPiece);
        }

        String text() {
            return pieces.trimmed(spare).strip();
        }

        /// What the element is called: what it says, or else the label of something inside.
        String name() {
            String text = text();
            return text.isEmpty() ? label : text;
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
        Sink sink = new Sink(element, whenDone, concealed, spare);
        if (open.size() >= MOST_OPEN) {
            whenDone.accept(sink);
            return;
        }
        open.add(sink);
    }

    /// @param text with its white space single
    void text(String text) {
        for (int i = 0; i < open.size(); i++) {
            Sink sink = open.get(i);
            if (sink.takes(concealed)) {
                sink.pieces.add(text, LONGEST);
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
                sink.pieces.add(Spaces.single(" " + alt + " "), LONGEST);
            }
        }
    }

    void leave(Element element) {
        if (!open.isEmpty() && open.getLast().element == element) {
            Sink sink = open.removeLast();
            sink.whenDone.accept(sink);
        }
    }
}
