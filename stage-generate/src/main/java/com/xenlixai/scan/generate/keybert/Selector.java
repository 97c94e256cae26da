package com.xenlixai.scan.generate.keybert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// KeyBERT's three ways to choose among the candidates.
public sealed interface Selector {

    /// The chosen candidates, in the order in which KeyBERT returns them.
    ///
    /// @param top how many at most
    List<ScoredCandidate> select(Similarities candidates, int top);

    /// Those nearest to the document, nearest first.
    record Plain() implements Selector {
        @Override
        public List<ScoredCandidate> select(Similarities candidates, int top) {
            List<Integer> ascending = candidates.ascending();
            int from = Math.max(0, ascending.size() - top);
            return ascending.subList(from, ascending.size()).reversed().stream()
                    .map(candidates::scored)
                    .toList();
        }
    }

    /// Maximal marginal relevance: near to the document, far from what is chosen already. Returned
    /// by nearness; the order of choice is lost.
    ///
    /// @param diversity 0 to 1, how much being far from the chosen counts
    record Diverse(double diversity) implements Selector {
        @Override
        public List<ScoredCandidate> select(Similarities candidates, int top) {
            if (candidates.size() == 0 || top < 1) {
                return List.of();
            }
            var rest = new ArrayList<Integer>();
            double[] nearest = new double[candidates.size()];
            int best = 0;
            for (int i = 0; i < candidates.size(); i++) {
                rest.add(i);
                nearest[i] = Double.NEGATIVE_INFINITY;
                if (candidates.toDocument(i) > candidates.toDocument(best)) {
                    best = i;
                }
            }
            var chosen = new ArrayList<ScoredCandidate>();
            int next = best;
            while (true) {
                chosen.add(candidates.scored(next));
                rest.remove(Integer.valueOf(next));
                if (chosen.size() == top || rest.isEmpty()) {
                    break;
                }
                next = farthest(candidates, rest, nearest, next);
            }
            chosen.sort(Comparator.comparingDouble(ScoredCandidate::score).reversed());
            return List.copyOf(chosen);
        }

        private int farthest(
                Similarities candidates, List<Integer> rest, double[] nearest, int last) {
            int best = rest.getFirst();
            double highest = Double.NEGATIVE_INFINITY;
            for (int i : rest) {
                nearest[i] = Math.max(nearest[i], candidates.between(i, last));
                double value = (1 - diversity) * candidates.toDocument(i) - diversity * nearest[i];
                if (value > highest) {
                    highest = value;
                    best = i;
                }
            }
            return best;
        }
    }

    /// Of the nearest candidates the combination whose members are least alike. The number of
    /// combinations grows beyond measure, so both figures are bounded.
    ///
    /// @param among how many of the nearest are combined, at most 25
    record LeastAlike(int among) implements Selector {

        private static final int MOST_AMONG = 25;
        private static final int MOST_CHOSEN = 10;

        public LeastAlike {
            if (among < 1 || among > MOST_AMONG) {
                throw new IllegalArgumentException("among is 1 to " + MOST_AMONG + ": " + among);
            }
        }

        /// @throws IllegalArgumentException when more are to be chosen than combined, or more than
        ///     ten
        @Override
        public List<ScoredCandidate> select(Similarities candidates, int top) {
            if (top > among || top < 1 || top > MOST_CHOSEN) {
                throw new IllegalArgumentException(
                        "top is 1 to " + Math.min(among, MOST_CHOSEN) + ": " + top);
            }
            if (top > candidates.size()) {
                return List.of();
            }
            List<Integer> ascending = candidates.ascending();
            List<Integer> near =
                    ascending.subList(Math.max(0, ascending.size() - among), ascending.size());
            double[][] alike = new double[near.size()][near.size()];
            for (int i = 0; i < near.size(); i++) {
                for (int j = 0; j < near.size(); j++) {
                    alike[i][j] = candidates.between(near.get(i), near.get(j));
                }
            }
            var chosen = new ArrayList<ScoredCandidate>();
            for (int i : leastAlike(alike, top)) {
                chosen.add(candidates.scored(near.get(i)));
            }
            return List.copyOf(chosen);
        }

        private static int[] leastAlike(double[][] alike, int top) {
            int[] combination = new int[top];
            for (int i = 0; i < top; i++) {
                combination[i] = i;
            }
            int[] best = combination.clone();
            double least = Double.POSITIVE_INFINITY;
            do {
                double sum = sum(alike, combination);
                if (sum < least) {
                    least = sum;
                    best = combination.clone();
                }
            } while (advance(combination, alike.length));
            return best;
        }

        private static double sum(double[][] alike, int[] combination) {
            double sum = 0;
            for (int i : combination) {
                for (int j : combination) {
                    sum += i == j ? 0 : alike[i][j];
                }
            }
            return sum;
        }

        /// The next combination in lexicographic order; false after the last.
        private static boolean advance(int[] combination, int among) {
            int top = combination.length;
            int at = top - 1;
            while (at >= 0 && combination[at] == among - top + at) {
                at--;
            }
            if (at < 0) {
                return false;
            }
            combination[at]++;
            for (int i = at + 1; i < top; i++) {
                combination[i] = combination[i - 1] + 1;
            }
            return true;
        }
    }
}
