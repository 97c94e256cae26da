package org.jsoup.parser;

import com.xenlixai.scan.analyze.source.NodeOffsets;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.NullMarked;

/// Builds a tree as jsoup does and notes only where its nodes are in the source. It stands in jsoup's
/// package because the hook for it is visible there alone; jsoup's own tracking also looks for line
/// ends and keeps a range for each attribute, which makes parsing half as long again.
@NullMarked
public final class OffsetTreeBuilder extends HtmlTreeBuilder {

    private final NodeOffsets offsets;

    /// @param offsets where to note them
    public OffsetTreeBuilder(NodeOffsets offsets) {
        this.offsets = offsets;
    }

    @Override
    void trackNodePosition(Node node, boolean isStart) {
        int from = currentToken.startPos();
        int to = currentToken.endPos();
        if (node instanceof Element element) {
            if (currentToken.isEOF()) {
                from = reader.pos();
                to = from;
            } else if (!isOwnTag(element, isStart)) {
                // The token only implies that the element begins or ends here.
                to = from;
            }
        }
        if (isStart) {
            offsets.started(node, from, to);
        } else {
            offsets.ended(node, to);
        }
    }

    private boolean isOwnTag(Element element, boolean isStart) {
        if (isStart) {
            return currentToken.isStartTag()
                    && element.normalName().equals(currentToken.asStartTag().normalName);
        }
        return element.tag().isEmpty()
                || element.tag().isSelfClosing()
                || currentToken.isEndTag()
                        && element.normalName().equals(currentToken.asEndTag().normalName);
    }

    /// What is opened again after a misnested end tag keeps the place of its one tag.
    @Override
    Element recreateElement(Element source) {
        Element copy = super.recreateElement(source);
        offsets.copied(copy, source);
        return copy;
    }

    /// Repeated formatting elements all stay open: with positions, jsoup takes no two of them for the
    /// same, and audits must not change with the way in which places are noted.
    @Override
    void checkActiveFormattingElements(Element element) {}
}
