package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.audit.AuditCatalogue.Category;
import com.xenlixai.scan.analyze.check.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The score `xl-score-1`: a category is the weighted mean of its scored checks, the whole is the
/// weighted mean of the categories that could be judged. What a check costs is its exact share, so
/// score and losses add up to 100.
final class Scorecard {

    /// With less of its weight assessed, a category says too little to count.
    private static final double LEAST_COVERAGE = 0.5;

    private final List<CategoryResult> categories;
    private final Map<String, Double> losses;
    private final @Nullable Double score;
    private final double coverage;

    private Scorecard(
            List<CategoryResult> categories,
            Map<String, Double> losses,
            @Nullable Double score,
            double coverage) {
        this.categories = categories;
        this.losses = losses;
        this.score = score;
        this.coverage = coverage;
    }

    /// @param score from 0 to 100, or null when too little could be judged
    /// @param coverage share of the category's weight that was assessed
    record CategoryResult(String id, @Nullable Double score, double coverage) {}

    static Scorecard of(List<Judged> verdicts) {
        return of(verdicts, _ -> true);
    }

    /// The same over a part of the checks.
    static Scorecard of(List<Judged> verdicts, Predicate<Rule> included) {
        Map<String, Sums> byCategory = new LinkedHashMap<>();
        for (Category category : AuditCatalogue.CATEGORIES) {
            byCategory.put(category.id(), new Sums(category));
        }
        for (Judged judged : verdicts) {
            Sums sums = byCategory.get(judged.rule().category());
            if (sums != null && included.test(judged.rule())) {
                sums.add(judged);
            }
        }
        List<Sums> all = new ArrayList<>();
        double weights = 0;
        double assessed = 0;
        double total = 0;
        for (Sums sums : byCategory.values()) {
            if (sums.weight > 0) {
                Category category = sums.category;
                all.add(sums);
                assessed += category.weight() * sums.coverage();
                total += category.weight();
                weights += sums.counts() ? category.weight() : 0;
            }
        }
        return build(all, weights, total == 0 ? 0 : assessed / total);
    }

    private static Scorecard build(List<Sums> all, double weights, double coverage) {
        List<CategoryResult> categories = new ArrayList<>();
        Map<String, Double> losses = new HashMap<>();
        double score = 0;
        for (Sums sums : all) {
            Double mean = sums.counts() ? 100 * sums.points / sums.scored : null;
            categories.add(new CategoryResult(sums.category.id(), mean, sums.coverage()));
            if (mean != null) {
                double share = sums.category.weight() / weights;
                score += share * mean;
                for (Judged judged : sums.verdicts) {
                    double lost =
                            100
                                    * share
                                    * judged.rule().weight()
                                    * (1 - judged.score())
                                    / sums.scored;
                    losses.put(judged.rule().id(), lost);
                }
            }
        }
        return new Scorecard(categories, losses, weights == 0 ? null : score, coverage);
    }

    List<CategoryResult> categories() {
        return categories;
    }

    /// Points of the whole that a check costs; 0 when it is not scored.
    double lost(String id) {
        return losses.getOrDefault(id, 0.0);
    }

    /// From 0 to 100 before caps, or null when nothing could be judged.
    @Nullable Double score() {
        return score;
    }

    /// Share of the whole weight that was assessed, 0 to 1.
    double coverage() {
        return coverage;
    }

    private static final class Sums {
        private final Category category;
        private final List<Judged> verdicts = new ArrayList<>();
        private double weight;
        private double assessed;
        private double scored;
        private double points;

        Sums(Category category) {
            this.category = category;
        }

        void add(Judged judged) {
            double one = judged.rule().weight();
            weight += one;
            assessed += judged.isAssessed() ? one : 0;
            if (judged.isScored() && one > 0) {
                verdicts.add(judged);
                scored += one;
                points += one * judged.score();
            }
        }

        double coverage() {
            return assessed / weight;
        }

        boolean counts() {
            return scored > 0 && coverage() >= LEAST_COVERAGE;
        }
    }
}
