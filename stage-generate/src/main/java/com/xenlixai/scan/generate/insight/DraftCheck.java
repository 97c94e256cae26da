package com.xenlixai.scan.generate.insight;

import com.xenlixai.scan.contract.event.FaqEntry;
import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.Recommendation;
import com.xenlixai.scan.contract.event.RejectedItem;
import com.xenlixai.scan.generate.content.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets of a model's draft through what the page and its audit bear out, and puts it into the
/// advice by rules. Order, points and effort stay the rules'; the model words and adds. What is
/// dropped is listed with its reason.
public final class DraftCheck {

    private static final int SHORTEST_QUOTE = 12;
    private static final int LONGEST_SUMMARY = 600;
    private static final int LONGEST_ADVICE_TITLE = 160;
    private static final int LONGEST_WHY = 500;
    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_ANSWER = 600;
    private static final int MOST_FAQ = 5;
    private static final int MOST_OWN_ADVICE = 5;
    private static final int MOST_EVIDENCE = 5;
    private static final double ANSWER_RECALL = 0.6;
    private static final double HEADLINE_RECALL = 0.999;

    private final Subject subject;
    private final PageKnowledge known;
    private final Insights rules;
    private final List<RejectedItem> rejected = new ArrayList<>();
    private int kept;

    private DraftCheck(Subject subject, Insights rules) {
        this.subject = subject;
        this.known = new PageKnowledge(subject);
        this.rules = rules;
    }

    /// The advice by rules, improved by what of the draft holds. Its source is `llm` when anything
    /// of the draft was kept.
    public static Insights apply(Draft draft, Subject subject, Insights rules) {
        return new DraftCheck(subject, rules).apply(draft);
    }

    private Insights apply(Draft draft) {
        Optional<String> summary = summary(draft.summary());
        Optional<String> title =
                headline(
                        "title",
                        draft.title(),
                        rules.getSuggestedTitle() != null,
                        Headlines.SHORTEST_TITLE,
                        Headlines.LONGEST_TITLE);
        Optional<String> description =
                headline(
                        "description",
                        draft.description(),
                        rules.getSuggestedDescription() != null,
                        Headlines.SHORTEST_DESCRIPTION,
                        Headlines.LONGEST_DESCRIPTION);
        List<Recommendation> recommendations = recommendations(draft.advice());
        List<FaqEntry> faq = faq(draft.faq());
        int judged = kept + rejected.size();
        return Insights.newBuilder(rules)
                .setSource(kept > 0 ? "llm" : "rules")
                .setSummary(summary.orElse(rules.getSummary()))
                .setRecommendations(recommendations)
                .setSuggestedTitle(title.orElse(rules.getSuggestedTitle()))
                .setSuggestedDescription(description.orElse(rules.getSuggestedDescription()))
                .setFaq(faq)
                .setGroundedRatio(judged == 0 ? 1.0 : (double) kept / judged)
                .setRejected(rejected)
                .build();
    }

    private Optional<String> summary(Draft.Summary draft) {
        String text = PlainText.of(draft.text());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.length() > LONGEST_SUMMARY) {
            return reject("summary", "longer than " + LONGEST_SUMMARY + " characters");
        }
        Optional<String> objection = Statements.objection(text, known);
        if (objection.isPresent()) {
            return reject("summary", objection.get());
        }
        if (quotes(draft.quotes()).isEmpty()) {
            return reject("summary", "no quote that is on the page");
        }
        kept++;
        return Optional.of(text);
    }

    private Optional<String> headline(
            String kind, @Nullable String draft, boolean wanted, int shortest, int longest) {
        String text = Headlines.text(draft);
        if (text.isEmpty() || !wanted) {
            return Optional.empty();
        }
        if (!Headlines.fits(text, shortest, longest)) {
            return reject(kind, "not " + shortest + " to " + longest + " characters");
        }
        Optional<String> objection = Statements.objection(text, known);
        if (objection.isPresent()) {
            return reject(kind, objection.get());
        }
        if (known.recall(text, subject.language().stopWords()) < HEADLINE_RECALL) {
            return reject(kind, "words that are not on the page");
        }
        kept++;
        return Optional.of(text);
    }

    private List<Recommendation> recommendations(List<Draft.Advice> advice) {
        var byCheck = new LinkedHashMap<String, Recommendation>();
        var own = new ArrayList<Recommendation>();
        for (Draft.Advice each : advice) {
            Optional<List<String>> evidence = accepted(each);
            if (evidence.isEmpty()) {
                continue;
            }
            String checkId = each.checkId();
            if (checkId != null) {
                reworded(each, checkId, evidence.get())
                        .ifPresent(item -> byCheck.putIfAbsent(checkId, item));
            } else if (own.size() < MOST_OWN_ADVICE) {
                own.add(recommendation(each, evidence.get()));
            }
        }
        var all = new ArrayList<Recommendation>();
        for (Recommendation rule : rules.getRecommendations()) {
            String id = rule.getCheckIds().isEmpty() ? "" : rule.getCheckIds().getFirst();
            all.add(Optional.ofNullable(byCheck.get(id)).orElse(rule));
        }
        all.addAll(own);
        return all;
    }

    /// The evidence of an advice that holds, in the page's words.
    private Optional<List<String>> accepted(Draft.Advice advice) {
        String title = PlainText.of(advice.title());
        String why = PlainText.of(advice.why());
        if (title.isEmpty()
                || title.length() > LONGEST_ADVICE_TITLE
                || why.length() > LONGEST_WHY) {
            return reject("recommendation", "empty or too long");
        }
        Optional<String> objection =
                Statements.objection(title, known).or(() -> Statements.objection(why, known));
        if (objection.isPresent()) {
            return reject("recommendation", objection.get());
        }
        var evidence = new LinkedHashSet<String>();
        for (Draft.Proof proof : advice.evidence()) {
            Optional<String> grounds = grounds(proof);
            if (grounds.isEmpty()) {
                return reject("recommendation", objection(proof));
            }
            evidence.add(grounds.get());
        }
        if (advice.checkId() == null && evidence.isEmpty()) {
            return reject("recommendation", "no evidence");
        }
        if (advice.checkId() != null && !known.isMissed(advice.checkId())) {
            return reject("recommendation", "check that did not fail");
        }
        evidence.remove("");
        kept++;
        return Optional.of(List.copyOf(evidence));
    }

    /// What a proof comes to: a quote, a value, or nothing to show for an absence that is true.
    private Optional<String> grounds(Draft.Proof proof) {
        String checkId = proof.checkId();
        return switch (proof.kind()) {
            case TEXT -> quote(proof.quote());
            case METRIC ->
                    checkId != null && known.measured(checkId, proof.quote())
                            ? Optional.of(PlainText.of(proof.quote()))
                            : Optional.empty();
            case ABSENCE ->
                    checkId != null && known.isMissed(checkId) ? Optional.of("") : Optional.empty();
        };
    }

    private static String objection(Draft.Proof proof) {
        return switch (proof.kind()) {
            case TEXT -> "quote that is not on the page";
            case METRIC -> "value that the audit did not measure";
            case ABSENCE -> "absence that the audit does not see";
        };
    }

    private Optional<Recommendation> reworded(
            Draft.Advice advice, String checkId, List<String> quotes) {
        Map<String, Recommendation> byCheck = new LinkedHashMap<>();
        rules.getRecommendations()
                .forEach(rule -> rule.getCheckIds().forEach(id -> byCheck.put(id, rule)));
        Recommendation rule = byCheck.get(checkId);
        if (rule == null) {
            return Optional.empty();
        }
        Set<String> evidence = new LinkedHashSet<>(rule.getEvidence());
        evidence.addAll(quotes);
        return Optional.of(
                Recommendation.newBuilder(rule)
                        .setTitle(PlainText.of(advice.title()))
                        .setWhy(advice.why().isBlank() ? rule.getWhy() : PlainText.of(advice.why()))
                        .setEvidence(evidence.stream().limit(MOST_EVIDENCE).toList())
                        .build());
    }

    private static Recommendation recommendation(Draft.Advice advice, List<String> evidence) {
        return Recommendation.newBuilder()
                .setTitle(PlainText.of(advice.title()))
                .setWhy(PlainText.of(advice.why()))
                .setEvidence(evidence.stream().limit(MOST_EVIDENCE).toList())
                .setImpact("medium")
                .setEffort(Effort.M.name())
                .build();
    }

    private List<FaqEntry> faq(List<Draft.Pair> pairs) {
        var faq = new ArrayList<>(rules.getFaq());
        var asked = new LinkedHashSet<String>();
        faq.forEach(entry -> asked.add(FoldedText.foldAll(entry.getQuestion())));
        for (Draft.Pair pair : pairs) {
            if (faq.size() < MOST_FAQ
                    && accepted(pair)
                    && asked.add(FoldedText.foldAll(pair.question()))) {
                faq.add(new FaqEntry(PlainText.of(pair.question()), PlainText.of(pair.answer())));
            }
        }
        return faq;
    }

    private boolean accepted(Draft.Pair pair) {
        String question = PlainText.of(pair.question());
        String answer = PlainText.of(pair.answer());
        String reason = objection(question, answer, pair.quotes());
        if (!reason.isEmpty()) {
            rejected.add(new RejectedItem("faq", reason));
            return false;
        }
        kept++;
        return true;
    }

    /// Why a pair may not stand, empty when it may.
    private String objection(String question, String answer, List<String> quoted) {
        if (question.isEmpty()
                || answer.isEmpty()
                || question.length() > LONGEST_QUESTION
                || answer.length() > LONGEST_ANSWER) {
            return "empty or too long";
        }
        Optional<String> stated =
                Statements.objection(question, known).or(() -> Statements.objection(answer, known));
        if (stated.isPresent()) {
            return stated.get();
        }
        List<String> quotes = quotes(quoted);
        if (quotes.isEmpty() || quotes.size() < quoted.size()) {
            return "quote that is not on the page";
        }
        Set<String> stop = subject.language().stopWords();
        boolean borneOut =
                PageKnowledge.recall(answer, String.join("\n", quotes), stop) >= ANSWER_RECALL;
        return borneOut ? "" : "answer that its quotes do not bear out";
    }

    private List<String> quotes(List<String> quotes) {
        return quotes.stream().map(this::quote).flatMap(Optional::stream).toList();
    }

    private Optional<String> quote(String quote) {
        String text = PlainText.of(quote);
        return text.length() < SHORTEST_QUOTE ? Optional.empty() : known.quote(text);
    }

    private <T> Optional<T> reject(String kind, String reason) {
        rejected.add(new RejectedItem(kind, reason));
        return Optional.empty();
    }
}
