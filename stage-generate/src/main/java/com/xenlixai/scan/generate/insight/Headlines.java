package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.generate.content.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Suggests a title and a description where the present ones are missing, too short, too long or
/// silent about the page's subject. Every word of a suggestion stands on the page.
final class Headlines {

    static final int SHORTEST_TITLE = 15;
    static final int LONGEST_TITLE = 60;
    static final int SHORTEST_DESCRIPTION = 70;
    static final int LONGEST_DESCRIPTION = 160;

    private Headlines() {}

    /// A better title of 15 to 60 characters, empty when the present one is fine or the page gives
    /// none.
    static Optional<String> title(Subject subject) {
        String present = text(subject.page().getTitle());
        boolean fits = fits(present, SHORTEST_TITLE, LONGEST_TITLE);
        if (fits && (subject.keyphrases().isEmpty() || namesSubject(present, subject))) {
            return Optional.empty();
        }
        for (String candidate : titleCandidates(subject, present)) {
            if (fits(candidate, SHORTEST_TITLE, LONGEST_TITLE) && !candidate.equals(present)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static List<String> titleCandidates(Subject subject, String present) {
        var candidates = new ArrayList<String>();
        String heading =
                subject.signals().getH1().stream()
                        .map(Headlines::text)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        String site = text(subject.page().getOpenGraph().get("og:site_name"));
        String best =
                subject.keyphrases().isEmpty() ? "" : subject.keyphrases().getFirst().getPhrase();
        if (!heading.isEmpty() && (best.isEmpty() || namesSubject(heading, subject))) {
            candidates.add(joined(heading, site));
            candidates.add(heading);
        }
        if (!best.isEmpty()) {
            candidates.add(joined(joined(capital(best), ": ", heading), site));
            candidates.add(joined(capital(best), ": ", heading));
            if (subject.keyphrases().size() > 1) {
                String second = subject.keyphrases().get(1).getPhrase();
                candidates.add(joined(joined(capital(best), ", ", second), site));
                candidates.add(joined(capital(best), ", ", second));
            }
            candidates.add(joined(capital(best), site));
        }
        candidates.add(heading);
        candidates.add(Sentences.cut(heading, LONGEST_TITLE));
        candidates.add(Sentences.cut(present, LONGEST_TITLE));
        return candidates;
    }

    private static boolean namesSubject(String title, Subject subject) {
        return new PhraseCoverage(subject.keyphrases().stream().limit(3).toList()).of(title) > 0;
    }

    /// A better description of 70 to 160 characters, empty when the present one is fine or the page
    /// has no text to draw it from.
    static Optional<String> description(Subject subject) {
        String present = text(subject.page().getDescription());
        if (fits(present, SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION)) {
            return Optional.empty();
        }
        var coverage = new PhraseCoverage(subject.keyphrases());
        String best = "";
        double highest = -1;
        int seen = 0;
        for (List<String> block : Sentences.leading(subject.content())) {
            for (String candidate : descriptionCandidates(block)) {
                double score = coverage.of(candidate) - 0.05 * seen;
                if (score > highest || best.isEmpty()) {
                    best = candidate;
                    highest = score;
                }
            }
            seen++;
        }
        return best.isEmpty() || best.equals(present) ? Optional.empty() : Optional.of(best);
    }

    private static List<String> descriptionCandidates(List<String> sentences) {
        var candidates = new ArrayList<String>();
        for (int i = 0; i < sentences.size(); i++) {
            String candidate = sentences.get(i);
            int next = i + 1;
            while (length(candidate) < SHORTEST_DESCRIPTION && next < sentences.size()) {
                candidate = candidate + " " + sentences.get(next++);
            }
            if (length(candidate) > LONGEST_DESCRIPTION) {
                candidate = Sentences.cut(candidate, LONGEST_DESCRIPTION - 1) + "\u2026";
            }
            if (fits(candidate, SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION)) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    static boolean fits(String text, int shortest, int longest) {
        return length(text) >= shortest && length(text) <= longest;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String joined(String text, String site) {
        return text.contains(site) ? text : joined(text, " | ", site);
    }

    private static String joined(String first, String separator, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + separator + second;
    }

    private static String capital(String phrase) {
        int first = phrase.codePointAt(0);
        return Character.toString(Character.toTitleCase(first))
                + phrase.substring(Character.charCount(first));
    }

    static String text(@Nullable String value) {
        return value == null ? "" : PlainText.of(value);
    }

    /// Whether a phrase is printed in a text, in whatever case.
    static boolean holds(String text, Keyphrase keyphrase) {
        return text.toLowerCase(Locale.ROOT)
                .contains(keyphrase.getPhrase().toLowerCase(Locale.ROOT));
    }
}
