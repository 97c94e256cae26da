package com.xenlixai.scan.analyze.facts;

import com.xenlixai.scan.analyze.decode.PageText;
import com.xenlixai.scan.analyze.source.NodeOffsets;
import com.xenlixai.scan.analyze.source.SourceText;
import com.xenlixai.scan.analyze.source.Spot;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.io.Reader;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.OffsetTreeBuilder;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Parses a page and reads its facts, within budgets for time, elements and depth. What is over a
/// budget is left out, and the facts say so. Thread-safe.
public final class FactsReader {

    private final Limits limits;
    private final LongSupplier nanoTime;

    /// Bounds on the work for one page.
    ///
    /// @param parseTime after this the rest of the source is not read any more
    /// @param elements more are not looked at
    /// @param depth deeper elements are lifted to this depth
    public record Limits(Duration parseTime, int elements, int depth) {}

    public FactsReader(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /// Reads the facts. Never throws for whatever the page holds.
    public PageFacts read(PageText page, WebUrl url) {
        NodeOffsets offsets = new NodeOffsets(page.text().length());
        Parser parser = new Parser(new OffsetTreeBuilder(offsets)).setMaxDepth(limits.depth());
        BudgetReader budget = new BudgetReader(page.text(), nanoTime, limits.parseTime().toNanos());
        Document document = parser.parseInput((Reader) budget, "");
        SourceText source = new SourceText(page.text(), offsets);
        PageWalk walk = new PageWalk(source, url, limits.elements());
        if (budget.isCut()) {
            walk.shape.cut();
        }
        walk.over(document);
        return facts(page, url, document, source, walk);
    }

    private static PageFacts facts(
            PageText page, WebUrl url, Document document, SourceText source, PageWalk walk) {
        WebUrl base = walk.head.baseUrl();
        @Nullable Element html = document.firstElementChild();
        return new PageFacts(
                url,
                page,
                source,
                html != null && html.hasAttr("lang") ? html.attr("lang") : null,
                html != null && html.hasAttr("xml:lang") ? html.attr("xml:lang") : null,
                html == null ? null : new Spot(source, html),
                walk.head.facts(document),
                walk.headings,
                walk.links.facts(base),
                walk.media.images(base),
                walk.forms.facts(),
                walk.media.facts(base, walk.forms),
                walk.aria.facts(),
                walk.dates,
                walk.text.facts(),
                walk.outline.facts(),
                walk.structured.read(),
                walk.shape.facts(page.byteCount()),
                walk.ids.counts(),
                Map.of(
                        "links", walk.links.total(),
                        "images", walk.media.totalImages(),
                        "headings", walk.headingTotal,
                        "controls", walk.forms.total()));
    }

    /// Ends the source early when the time for parsing is over.
    private static final class BudgetReader extends Reader {
        private final String text;
        private final LongSupplier nanoTime;
        private final long until;
        private int at;
        private boolean cut;

        BudgetReader(String text, LongSupplier nanoTime, long nanos) {
            this.text = text;
            this.nanoTime = nanoTime;
            this.until = nanoTime.getAsLong() + nanos;
        }

        @Override
        public int read(char[] buffer, int offset, int length) {
            int left = text.length() - at;
            if (left == 0 || cut) {
                return -1;
            }
            if (nanoTime.getAsLong() - until > 0) {
                cut = true;
                return -1;
            }
            int count = Math.min(left, length);
            text.getChars(at, at + count, buffer, offset);
            at += count;
            return count;
        }

        @Override
        public void close() {
            at = text.length();
        }

        boolean isCut() {
            return cut;
        }
    }
}
