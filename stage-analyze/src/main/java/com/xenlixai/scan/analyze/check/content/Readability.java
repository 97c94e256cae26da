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
import com.xenlixai.scan.analyze.facts.Words;
import java.text.BreakIterator;
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
        int words = sentences.stream().mapToInt(Sentence::words).sum();
        double mean = (double) words / sentences.size();
        String value = String.format(Locale.ROOT, "%.1f words a sentence", mean);
        Findings where = new Findings();
        sentences.stream()
                .sorted(Comparator.comparingInt(Sentence::words).reversed())
                .limit(3)
                .forEach(sentence -> where.add(sentence.text(), sentence.words() + " words"));
        if (mean <= 20) {
            return Verdict.pass(value);
        }
        return mean <= 25
                ? Verdict.scored(0.7, "The sentences are long: " + value, value, where)
                : Verdict.scored(0.4, "The sentences are very long: " + value, value, where);
    }

    private record Sentence(String text, int words) {}

    /// Sentences of paragraphs alone: lists and menus have none.
    private static List<Sentence> sentences(PageFacts facts) {
        List<Sentence> sentences = new ArrayList<>();
        for (OutlineFact node : facts.outline()) {
            if (!node.tag().equals("p") || node.hidden()) {
                continue;
            }
            BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            breaks.setText(node.text());
            int from = breaks.first();
            for (int to = breaks.next();
                    to != BreakIterator.DONE && sentences.size() < 2_000;
                    to = breaks.next()) {
                String sentence = node.text().substring(from, to).strip();
                int words = Words.count(sentence);
                if (words >= 3) {
                    sentences.add(new Sentence(sentence, words));
                }
                from = to;
            }
        }
        return sentences;
    }
}
