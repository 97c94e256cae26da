package com.xenlixai.scan.analyze.audit;

import com.xenlixai.scan.analyze.audit.AuditCatalogue.Category;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The score `xl-score-1`: a category is the weighted mean of its scored checks, the whole is the
/// weighted mean of the categories that could be judged. What a check costs is its exact share, so
/// score and losses add up to 100.
final class Scorecard {

    /// With less of its weight assessed, a category says too little to count.
    private static final double LEAST_COVERAGE = 0.5;

    private static final Map<String, Category> CATEGORIES =
            AuditCatalogue.CATEGORIES.stream()
                    .collect(Collectors.toUnmodifiableMap(Category::id, category -> category));

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
        List<Sums> all = sums(verdicts);
        double weights = weights(all);
        double assessed = 0;
        double total = 0;
        List<CategoryResult> categories = new ArrayList<>(all.size());
        Map<String, Double> losses = HashMap.newHashMap(verdicts.size());
        for (Sums sums : all) {
            double weight = sums.category.weight();
            assessed += weight * sums.coverage();
            total += weight;
            Double mean = sums.counts() ? sums.mean() : null;
            categories.add(new CategoryResult(sums.category.id(), mean, sums.coverage()));
            if (mean != null) {
                sums.addLosses(weight / weights, losses);
            }
        }
        return new Scorecard(
                categories, losses, score(all, weights), total == 0 ? 0 : assessed / total);
    }

    /// The score of a part of the checks alone, by the same formula.
    static @Nullable Double score(List<Judged> verdicts) {
        List<Sums> all = sums(verdicts);
        return score(all, weights(all));
    }

    /// Of the categories that have any of the checks.
    private static List<Sums> sums(List<Judged> verdicts) {
        Map<String, Sums> byCategory = new HashMap<>();
        Sums sums = null;
        for (Judged judged : verdicts) {
            String id = judged.rule().category();
            // Checks come by category, so that the last one's is mostly this one's.
            if (sums == null || !sums.category.id().equals(id)) {
                Category category = CATEGORIES.get(id);
                sums =
                        category == null
                                ? null
                                : byCategory.computeIfAbsent(id, _ -> new Sums(category));
            }
            if (sums != null) {
                sums.add(judged);
            }
        }
        List<Sums> all = new ArrayList<>(byCategory.size());
        for (Category category : AuditCatalogue.CATEGORIES) {
            Sums own = byCategory.get(category.id());
            if (own != null && own.weight > 0) {
                all.add(own);
            }
        }
        return all;
    }

    private static double weights(List<Sums> all) {
        double weights = 0;
        for (Sums sums : all) {
            weights += sums.counts() ? sums.category.weight() : 0;
        }
        return weights;
    }

    private static @Nullable Double score(List<Sums> all, double weights) {
        double score = 0;
        for (Sums sums : all) {
            if (sums.counts()) {
                score += sums.category.weight() / weights * sums.mean();
            }
        }
        return weights == 0 ? null : score;
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

        double mean() {
            return 100 * points / scored;
        }

        /// @param share of the category in the whole
        void addLosses(double share, Map<String, Double> losses) {
            for (Judged judged : verdicts) {
                double lost = 100 * share * judged.rule().weight() * (1 - judged.score()) / scored;
                losses.put(judged.rule().id(), lost);
            }
        }

        boolean counts() {
            return scored > 0 && coverage() >= LEAST_COVERAGE;
        }
    }
}
