package com.xenlixai.scan.bench.eval;

import com.xenlixai.scan.contract.event.OutlineNode;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContentFinder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Measures main content: F1 over 4-word shingles on article-extraction-benchmark, F1 over marked
/// segments on trafilatura's set, both as their own programs count.
public final class ContentEvaluation {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");
    private static final int SHINGLE = 4;

    private ContentEvaluation() {}

    /// Prints the table of one data set.
    ///
    /// @param half `tune` for the pages that rules may be tuned on, `held` for the others, `all`
    /// @return the number of pages
    public static int print(Path folder, String half, PrintStream out) throws IOException {
        List<LabelledPage> pages =
                LabelledPage.read(folder).stream()
                        .filter(
                                page ->
                                        half.equals("all")
                                                || page.isForTuning() == half.equals("tune"))
                        .toList();
        if (pages.isEmpty()) {
            return 0;
        }
        out.printf(
                Locale.ROOT,
                "%n%s: %d pages (%s)%n%-22s %6s %9s %6s %9s%n",
                folder,
                pages.size(),
                half,
                "method",
                "F1",
                "precision",
                "recall",
                "ms/page");
        List<List<OutlineNode>> outlines = pages.stream().map(LabelledPage::outline).toList();
        boolean articles = LabelledPage.isArticles(folder);
        var finder = new MainContentFinder();
        print(
                "all visible text",
                pages,
                outlines,
                articles,
                out,
                nodes -> text(finder.find(nodes).visible()));
        print("ours", pages, outlines, articles, out, nodes -> text(finder.find(nodes).blocks()));
        return pages.size();
    }

    private static String text(List<Block> blocks) {
        return blocks.stream().map(Block::text).collect(Collectors.joining("\n"));
    }

    private static void print(
            String name,
            List<LabelledPage> pages,
            List<List<OutlineNode>> outlines,
            boolean articles,
            PrintStream out,
            Function<List<OutlineNode>, String> method) {
        long start = System.nanoTime();
        List<String> texts = outlines.stream().map(method).toList();
        double millis = (System.nanoTime() - start) / 1e6 / Math.max(1, pages.size());
        Score score = articles ? byShingles(pages, texts) : bySegments(pages, texts);
        out.printf(
                Locale.ROOT,
                "%-22s %6.3f %9.3f %6.3f %9.2f%n",
                name,
                score.f1(),
                score.precision(),
                score.recall(),
                millis);
    }

    private record Score(double precision, double recall) {
        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    private static Score byShingles(List<LabelledPage> pages, List<String> texts) {
        double precision = 0;
        double recall = 0;
        int precisionPages = 0;
        int recallPages = 0;
        for (int i = 0; i < pages.size(); i++) {
            Map<String, Integer> wanted = shingles(pages.get(i).text());
            Map<String, Integer> found = shingles(texts.get(i));
            double both = 0;
            double extra = 0;
            for (Map.Entry<String, Integer> shingle : found.entrySet()) {
                int same = Math.min(shingle.getValue(), wanted.getOrDefault(shingle.getKey(), 0));
                both += same;
                extra += shingle.getValue() - same;
            }
            double missed = wanted.values().stream().mapToInt(count -> count).sum() - both;
            if (both + extra > 0) {
                precision += both / (both + extra);
                precisionPages++;
            }
            if (both + missed > 0) {
                recall += both / (both + missed);
                recallPages++;
            }
        }
        return new Score(
                precision / Math.max(1, precisionPages), recall / Math.max(1, recallPages));
    }

    private static Map<String, Integer> shingles(String text) {
        var words = new ArrayList<String>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        var shingles = new HashMap<String, Integer>();
        for (int i = 0; i < Math.max(1, words.size() - SHINGLE + 1); i++) {
            List<String> shingle = words.subList(i, Math.min(words.size(), i + SHINGLE));
            if (!shingle.isEmpty()) {
                shingles.merge(String.join(" ", shingle), 1, Integer::sum);
            }
        }
        return shingles;
    }

    private static Score bySegments(List<LabelledPage> pages, List<String> texts) {
        double hits = 0;
        double wrong = 0;
        double missed = 0;
        for (int i = 0; i < pages.size(); i++) {
            String text = normal(texts.get(i));
            long found =
                    pages.get(i).with().stream()
                            .filter(part -> text.contains(normal(part)))
                            .count();
            hits += found;
            missed += pages.get(i).with().size() - found;
            wrong +=
                    pages.get(i).without().stream()
                            .filter(part -> text.contains(normal(part)))
                            .count();
        }
        return new Score(hits / Math.max(1, hits + wrong), hits / Math.max(1, hits + missed));
    }

    private static String normal(String text) {
        return text.replaceAll("[\\s\u00A0]+", " ").strip();
    }
}
