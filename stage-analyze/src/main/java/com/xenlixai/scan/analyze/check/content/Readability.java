package com.xenlixai.scan.analyze.check.content;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
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
        List<Sentence> sentences = sentences(page.facts());
        if (sentences.size() < 5) {
            return Verdict.notApplicable("too few sentences to measure");
        }
        int words = 0;
        for (Sentence sentence : sentences) {
            words += sentence.words;
        }
        double mean = (double) words / sentences.size();
        String value = String.format(Locale.ROOT, "%.1f words a sentence", mean);
        if (mean <= 20) {
            return Verdict.pass(value);
        }
        Findings where = new Findings();
        sentences.stream()
                .sorted(Comparator.comparingInt(Sentence::words).reversed())
                .limit(3)
                .forEach(sentence -> where.add(sentence.text(), sentence.words + " words"));
        return mean <= 25
                ? Verdict.scored(0.7, "The sentences are long: " + value, value, where)
                : Verdict.scored(0.4, "The sentences are very long: " + value, value, where);
    }

    private record Sentence(String paragraph, int from, int to, int words) {

        String text() {
            return paragraph.substring(from, to).strip();
        }
    }

    /// Sentences of paragraphs alone: lists and menus have none.
    private static List<Sentence> sentences(PageFacts facts) {
        List<Sentence> sentences = new ArrayList<>();
        Sentences each = new Sentences();
        for (OutlineFact node : facts.outline()) {
            if (!node.tag().equals("p") || node.hidden()) {
                continue;
            }
            each.start(node.text());
            while (sentences.size() < MOST && each.next()) {
                int words = each.words();
                if (words >= FEWEST_WORDS) {
                    sentences.add(new Sentence(node.text(), each.from(), each.to(), words));
                }
            }
        }
        return sentences;
    }
}
