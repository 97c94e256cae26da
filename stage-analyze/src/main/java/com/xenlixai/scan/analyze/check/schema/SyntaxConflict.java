package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;
import com.xenlixai.scan.analyze.source.Spaces;
import com.xenlixai.scan.analyze.structured.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The same thing with two prices cannot be right.
final class SyntaxConflict implements Check {

    private static final Rule RULE =
            new Rule(
                    "schema.conflict",
                    Severity.MEDIUM,
                    Grade.B,
                    "All syntaxes tell the same",
                    "When JSON-LD, microdata and RDFa give different values of the same thing, search engines trust none.",
                    "Generate all markup from the same data, or keep one syntax.",
                    "https://developers.google.com/search/docs/appearance/structured-data/sd-policies");

    private static final Set<String> TYPES =
            Set.of(
                    "Product",
                    "Offer",
                    "AggregateRating",
                    "Article",
                    "NewsArticle",
                    "BlogPosting",
                    "Recipe",
                    "Event");

    private static final List<String> COMPARED =
            List.of("name", "price", "ratingValue", "datePublished");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        Set<String> syntaxes = new HashSet<>();
        for (Thing thing : page.facts().structured().things()) {
            syntaxes.add(thing.syntax());
        }
        if (syntaxes.size() < 2) {
            return Verdict.notApplicable("the page uses fewer than two syntaxes");
        }
        Map<String, Map<String, Set<String>>> values = new TreeMap<>();
        Map<String, Thing> firsts = new HashMap<>();
        for (Thing thing : page.facts().structured().things()) {
            for (String property : COMPARED) {
                String text = thing.text(property);
                if (!text.isEmpty() && TYPES.contains(thing.type())) {
                    String key = thing.type() + "." + property;
                    values.computeIfAbsent(key, _ -> new TreeMap<>())
                            .computeIfAbsent(thing.syntax(), _ -> new TreeSet<>())
                            .add(plain(property, text));
                    firsts.putIfAbsent(key + thing.syntax(), thing);
                }
            }
        }
        Findings bad = new Findings();
        values.forEach(
                (key, bySyntax) -> {
                    List<Set<String>> sets = new ArrayList<>(bySyntax.values());
                    boolean one = sets.stream().allMatch(set -> set.size() == 1);
                    if (sets.size() > 1 && one && new HashSet<>(sets).size() > 1) {
                        bySyntax.forEach(
                                (syntax, set) -> {
                                    Thing thing = firsts.get(key + syntax);
                                    if (thing != null) {
                                        bad.add(
                                                thing.spot(),
                                                key
                                                        + " in "
                                                        + syntax
                                                        + ": "
                                                        + set.iterator().next());
                                    }
                                });
                    }
                });
        return bad.isEmpty()
                ? Verdict.pass(syntaxes.size() + " syntaxes")
                : Verdict.fail("The syntaxes of structured data contradict each other", bad);
    }

    private static String plain(String property, String text) {
        String plain = Spaces.collapsed(text, 300).toLowerCase(Locale.ROOT);
        if (property.startsWith("date")) {
            return plain.substring(0, Math.min(10, plain.length()));
        }
        if (property.equals("price") || property.equals("ratingValue")) {
            try {
                return String.valueOf(Double.parseDouble(plain));
            } catch (NumberFormatException noNumber) {
                return plain;
            }
        }
        return plain;
    }
}
