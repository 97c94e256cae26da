package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.Evidence;
import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.Recommendation;
import com.xenlixai.scan.generate.content.PlainText;
import com.xenlixai.scan.generate.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// What to do, by the points that it wins back for the work that it takes. Evidence is what the
/// audit measured and quoted.
final class Recommendations {

    private static final int MOST = 20;
    private static final int MOST_EVIDENCE = 3;
    private static final int LONGEST_TITLE = 160;
    private static final int LONGEST_EVIDENCE = 300;

    private Recommendations() {}

    static List<Recommendation> of(Subject subject) {
        var all = new ArrayList<Recommendation>();
        for (CheckResult check : subject.audit().getChecks()) {
            boolean found =
                    check.getOutcome() == CheckOutcome.FAIL
                            || check.getOutcome() == CheckOutcome.WARN;
            if (found && (check.getPointsLost() > 0 || check.getSeverity().equals("critical"))) {
                all.add(of(check));
            }
        }
        phrase(subject).forEach(all::add);
        language(subject).forEach(all::add);
        all.sort(
                Comparator.comparingDouble(Recommendations::worth)
                        .reversed()
                        .thenComparing(recommendation -> rank(recommendation.getImpact())));
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }

    static double worth(Recommendation recommendation) {
        return recommendation.getPoints() / Effort.valueOf(recommendation.getEffort()).cost;
    }

    private static Recommendation of(CheckResult check) {
        return new Recommendation(
                title(check),
                check.getWhy(),
                evidence(check),
                impact(check.getSeverity()),
                Effort.of(check.getId()).name(),
                Math.round(100 * check.getPointsLost()) / 100.0,
                List.of(check.getId()));
    }

    private static String title(CheckResult check) {
        String fix = PlainText.of(check.getFix());
        if (fix.isEmpty()) {
            return check.getTitle();
        }
        return fix.length() <= LONGEST_TITLE
                ? fix
                : Sentences.cut(Sentences.of(fix).getFirst(), LONGEST_TITLE);
    }

    private static List<String> evidence(CheckResult check) {
        var evidence = new LinkedHashSet<String>();
        Stream<String> places = check.getEvidence().stream().map(Evidence::getSnippet);
        Stream.concat(Stream.of(Headlines.text(check.getValue())), places)
                .map(PlainText::of)
                .filter(text -> !text.isEmpty())
                .map(text -> Sentences.cut(text, LONGEST_EVIDENCE))
                .limit(MOST_EVIDENCE)
                .forEach(evidence::add);
        return List.copyOf(evidence);
    }

    private static String impact(String severity) {
        return switch (severity) {
            case "critical", "high" -> "high";
            case "medium" -> "medium";
            default -> "low";
        };
    }

    private static int rank(String impact) {
        return switch (impact) {
            case "high" -> 0;
            case "medium" -> 1;
            default -> 2;
        };
    }

    /// The best phrase should be where readers of a result page look first.
    private static Stream<Recommendation> phrase(Subject subject) {
        if (subject.keyphrases().isEmpty() || subject.content().confidence() < 0.3) {
            return Stream.empty();
        }
        Keyphrase best = subject.keyphrases().getFirst();
        List<String> missing = best.getMissingFrom();
        if (!missing.contains("title") && !missing.contains("h1")) {
            return Stream.empty();
        }
        var evidence = new ArrayList<String>();
        if (missing.contains("title")) {
            evidence.add(Headlines.text(subject.page().getTitle()));
        }
        if (missing.contains("h1")) {
            subject.signals().getH1().stream().map(PlainText::of).limit(1).forEach(evidence::add);
        }
        evidence.removeIf(String::isEmpty);
        return Stream.of(
                new Recommendation(
                        "Name \u201C"
                                + best.getPhrase()
                                + "\u201D in the "
                                + String.join(", ", missing).replace("h1", "main heading"),
                        "The text says it "
                                + (best.getCount() == 1 ? "once" : best.getCount() + " times")
                                + " and treats it as its subject, but who only sees the title or the"
                                + " heading cannot know.",
                        evidence,
                        "medium",
                        Effort.S.name(),
                        0.0,
                        List.of()));
    }

    private static Stream<Recommendation> language(Subject subject) {
        String declared = Headlines.text(subject.page().getLang());
        boolean told =
                subject.audit().getChecks().stream()
                        .anyMatch(
                                check ->
                                        check.getId().equals("i18n.lang-content")
                                                && check.getOutcome() != CheckOutcome.NA);
        if (told || declared.isEmpty() || subject.language().equals(Language.UNKNOWN)) {
            return Stream.empty();
        }
        String primary = declared.split("[-_]", 2)[0];
        if (primary.equalsIgnoreCase(subject.language().code())
                || subject.content().confidence() < 0.5) {
            return Stream.empty();
        }
        return Stream.of(
                new Recommendation(
                        "Set the lang attribute to \u201C" + subject.language().code() + "\u201D",
                        "The page says that it is in one language and its text is in another;"
                                + " translation, speech and search go by what it says.",
                        List.of(declared),
                        "medium",
                        Effort.S.name(),
                        0.0,
                        List.of()));
    }
}
