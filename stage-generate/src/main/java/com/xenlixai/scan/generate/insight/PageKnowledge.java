package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.CheckOutcome;
import com.xenlixai.scan.contract.event.CheckResult;
import com.xenlixai.scan.contract.event.Evidence;
import com.xenlixai.scan.contract.event.Heading;
import com.xenlixai.scan.generate.content.Block;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the page and its audit say: the only things that advice may state.
final class PageKnowledge {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern NUMBER =
            Pattern.compile("\\p{Nd}+(?:[.,:/\u2019'\u00A0-]\\p{Nd}+)*");

    /// Limits that advice on titles and descriptions may name.
    private static final Set<String> LIMITS = Set.of("1", "15", "60", "70", "100", "160");

    private final FoldedText page;
    private final Map<String, CheckResult> checks = new HashMap<>();
    private final Set<String> pageWords;
    private final Set<String> words;
    private final Set<String> numbers = new HashSet<>(LIMITS);

    PageKnowledge(Subject subject) {
        var text = new StringBuilder();
        line(text, Headlines.text(subject.page().getTitle()));
        line(text, Headlines.text(subject.page().getDescription()));
        for (Heading heading : subject.page().getHeadings()) {
            line(text, heading.getText());
        }
        subject.signals().getH1().forEach(heading -> line(text, heading));
        for (Block block : subject.content().visible()) {
            line(text, block.text());
        }
        page = new FoldedText(text.toString());
        var audit = new StringBuilder();
        line(audit, subject.url());
        line(audit, Headlines.text(subject.page().getOpenGraph().get("og:site_name")));
        subject.audit().getChecks().forEach(check -> describe(audit, check));
        pageWords = words(page.folded());
        words = new HashSet<>(pageWords);
        words.addAll(words(FoldedText.foldAll(audit.toString())));
        addNumbers(text);
        addNumbers(audit);
        Double score = subject.audit().getScore();
        if (score != null) {
            numbers.add(Long.toString(Math.round(score)));
        }
    }

    private void describe(StringBuilder audit, CheckResult check) {
        checks.put(check.getId(), check);
        line(audit, check.getTitle());
        line(audit, check.getWhy());
        line(audit, check.getFix());
        line(audit, Headlines.text(check.getValue()));
        for (Evidence evidence : check.getEvidence()) {
            line(audit, evidence.getSnippet());
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /// The quote in the page's own words, when the page says it.
    Optional<String> quote(String quote) {
        return page.find(quote);
    }

    /// Whether the audit failed that check.
    boolean isMissed(String checkId) {
        CheckResult check = checks.get(checkId);
        return check != null
                && (check.getOutcome() == CheckOutcome.FAIL
                        || check.getOutcome() == CheckOutcome.WARN);
    }

    /// Whether that check measured exactly this value.
    boolean measured(String checkId, String value) {
        CheckResult check = checks.get(checkId);
        String measured = check == null ? null : check.getValue();
        return measured != null && FoldedText.foldAll(measured).equals(FoldedText.foldAll(value));
    }

    boolean hasNumber(String number) {
        return numbers.contains(canonical(number));
    }

    /// Whether page or audit have that word.
    boolean hasWord(String word) {
        return words.contains(FoldedText.foldAll(word));
    }

    /// Whether the page itself has these very characters.
    boolean prints(String piece) {
        return page.has(piece);
    }

    /// Share of the words that the page has, 1 for no words. `unless` are not counted.
    double recall(String text, Set<String> unless) {
        return recall(text, pageWords, unless);
    }

    /// Share of the words of `text` that are in `grounds`.
    static double recall(String text, String grounds, Set<String> unless) {
        return recall(text, words(FoldedText.foldAll(grounds)), unless);
    }

    private static double recall(String text, Set<String> known, Set<String> unless) {
        int counted = 0;
        int found = 0;
        for (String word : words(FoldedText.foldAll(text))) {
            if (!unless.contains(word)) {
                counted++;
                found += known.contains(word) ? 1 : 0;
            }
        }
        return counted == 0 ? 1 : (double) found / counted;
    }

    private void addNumbers(CharSequence text) {
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(canonical(matcher.group()));
        }
    }

    /// Numbers of the text, as written.
    static Set<String> numbers(String text) {
        var found = new HashSet<String>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static String canonical(String number) {
        return FoldedText.foldAll(number).toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(String folded) {
        var words = new HashSet<String>();
        Matcher matcher = WORD.matcher(folded);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
