package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rounded;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.facts.OutlineFact;
import com.xenlixai.scan.analyze.facts.PageFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Long sentences are hard to read; measured for English only.
final class Readability implements Check {

    private static final Rule RULE =
            new Rule(
                    "content.readability",
                    Severity.LOW,
                    Grade.C,
                    "The sentences are easy to follow",
                    "Sentences of more than 25 words on average tire readers.",
                    "Split the longest sentences.",
                    "https://www.gov.uk/guidance/content-design/writing-for-gov-uk");

    private static final int MOST = 2_000;

    /// Fewer are a label or a remark.
    private static final int FEWEST_WORDS = 3;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        String lang = page.facts().lang();
        if (lang == null || !lang.toLowerCase(Locale.ROOT).startsWith("en")) {
            return Verdict.notApplicable("only English text is measured");
        }
        Length length = new Length();
        sentences(page.facts(), (_, _, _, words) -> length.add(words));
        if (length.sentences < 5) {
            return Verdict.notApplicable("too few sentences to measure");
        }
        double mean = (double) length.words / length.sentences;
        String value = Rounded.to(1, mean) + " words a sentence";
        if (mean <= 20) {
            return Verdict.pass(value);
        }
        Findings where = longest(page.facts());
        return mean <= 25
                ? Verdict.scored(0.7, "The sentences are long: " + value, value, where)
                : Verdict.scored(0.4, "The sentences are very long: " + value, value, where);
    }

    /// Takes one sentence after another.
    private interface Sink {
        void take(String paragraph, int from, int to, int words);
    }

    /// How long the text is.
    private static final class Length {
        private int sentences;
        private int words;

        void add(int more) {
            sentences++;
            words += more;
        }
    }

    private record Sentence(String text, int words) {}

    /// The three longest, gathered only where they are shown.
    private static Findings longest(PageFacts facts) {
        List<Sentence> all = new ArrayList<>();
        sentences(
                facts,
                (paragraph, from, to, words) ->
                        all.add(new Sentence(paragraph.substring(from, to).strip(), words)));
        Findings where = new Findings();
        all.stream()
                .sorted(Comparator.comparingInt(Sentence::words).reversed())
                .limit(3)
                .forEach(sentence -> where.add(sentence.text, sentence.words + " words"));
        return where;
    }

    /// Sentences of paragraphs alone: lists and menus have none.
    private static void sentences(PageFacts facts, Sink sink) {
        Sentences each = new Sentences();
        int taken = 0;
        for (OutlineFact node : facts.outline()) {
            if (!node.tag().equals("p") || node.hidden()) {
                continue;
            }
            each.start(node.text());
            while (taken < MOST && each.next()) {
                int words = each.words();
                if (words >= FEWEST_WORDS) {
                    sink.take(node.text(), each.from(), each.to(), words);
                    taken++;
                }
            }
        }
    }
}
