package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.FaqEntry;
import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.Recommendation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Advice by rules. Always there, needs nothing from outside, and says nothing that the page or
/// the audit does not say. Thread-safe.
public final class RuleInsights {

    private static final int LONGEST_SUMMARY = 600;
    private static final int LONGEST_LEAD = 280;

    private final StructuredDataDraft structuredData = new StructuredDataDraft();

    public Insights of(Subject subject) {
        List<FaqEntry> faq = Questions.on(subject.content());
        List<Recommendation> recommendations = Recommendations.of(subject);
        Optional<String> description = Headlines.description(subject);
        return Insights.newBuilder()
                .setSource("rules")
                .setSummary(summary(subject, recommendations))
                .setRecommendations(recommendations)
                .setSuggestedTitle(Headlines.title(subject).orElse(null))
                .setSuggestedDescription(description.orElse(null))
                .setFaq(faq)
                .setJsonLd(structuredData.of(subject, faq, description).orElse(null))
                .setGroundedRatio(1.0)
                .setRejected(List.of())
                .build();
    }

    private static String summary(Subject subject, List<Recommendation> recommendations) {
        var summary = new StringBuilder();
        lead(subject).ifPresent(lead -> add(summary, "\u201C" + lead + "\u201D"));
        if (!subject.keyphrases().isEmpty()) {
            add(summary, "The page is about " + named(subject.keyphrases()) + ".");
        }
        if (subject.content().visible().isEmpty()) {
            add(summary, "The page shows no text.");
        }
        Double score = subject.audit().getScore();
        if (score != null) {
            add(
                    summary,
                    String.format(
                            Locale.ROOT,
                            "It scores %d of 100 (%s).",
                            Math.round(score),
                            subject.audit().getBand().replace('-', ' ')));
        }
        long worthwhile = recommendations.stream().filter(each -> each.getPoints() > 0).count();
        if (worthwhile > 0) {
            Recommendation first = recommendations.getFirst();
            add(
                    summary,
                    String.format(
                            Locale.ROOT,
                            worthwhile == 1
                                    ? "One finding costs points: %2$s"
                                    : "%1$d findings cost points; most worthwhile is: %2$s",
                            worthwhile,
                            first.getTitle()));
        }
        return summary.toString();
    }

    private static Optional<String> lead(Subject subject) {
        var coverage = new PhraseCoverage(subject.keyphrases());
        String best = null;
        double highest = 0;
        int position = 0;
        for (List<String> block : Sentences.leading(subject.content())) {
            for (String sentence : block) {
                double score = coverage.of(sentence) + 0.5 - 0.03 * position++;
                boolean fits = sentence.length() >= 40 && sentence.length() <= LONGEST_LEAD;
                if (fits && score > highest) {
                    best = sentence;
                    highest = score;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static String named(List<Keyphrase> keyphrases) {
        return keyphrases.stream()
                .limit(3)
                .map(keyphrase -> "\u201C" + keyphrase.getPhrase() + "\u201D")
                .collect(Collectors.joining(", "));
    }

    private static void add(StringBuilder summary, String sentence) {
        if (summary.length() + 1 + sentence.length() <= LONGEST_SUMMARY) {
            if (!summary.isEmpty()) {
                summary.append(' ');
            }
            summary.append(sentence);
        }
    }
}
