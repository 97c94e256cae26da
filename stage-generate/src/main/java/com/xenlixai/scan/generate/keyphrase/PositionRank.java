package com.xenlixai.scan.generate.keyphrase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Weighs words by how central they are among the words around them, early ones more.
///
/// Source: Florescu and Caragea, "PositionRank", ACL 2017, without part-of-speech tags.
final class PositionRank {

    private static final int WINDOW = 10;
    private static final double DAMPING = 0.85;
    private static final int ROUNDS = 30;
    private static final double CONVERGED = 1e-6;

    private PositionRank() {}

    /// The weight of each stem that is no break; weights add up to 1.
    static Map<String, Double> of(List<Word> words) {
        var ids = new HashMap<String, Integer>();
        int[] stems = new int[words.size()];
        for (int i = 0; i < stems.length; i++) {
            Word word = words.get(i);
            stems[i] = word.breaks() ? -1 : ids.computeIfAbsent(word.stem(), _ -> ids.size());
        }
        int size = ids.size();
        double[] bias = new double[size];
        var edges = new Edges(size);
        for (int i = 0; i < stems.length; i++) {
            if (stems[i] < 0) {
                continue;
            }
            bias[stems[i]] += 1.0 / (i + 1);
            for (int j = i + 1; j < Math.min(stems.length, i + WINDOW); j++) {
                if (stems[j] >= 0 && stems[j] != stems[i]) {
                    edges.add(stems[i], stems[j]);
                }
            }
        }
        double[] rank = edges.rank(normalized(bias));
        var weights = new HashMap<String, Double>(2 * size);
        ids.forEach((stem, id) -> weights.put(stem, rank[id]));
        return weights;
    }

    private static double[] normalized(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double[] shares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shares[i] = sum == 0 ? 0 : values[i] / sum;
        }
        return shares;
    }

    /// An undirected graph whose edges weigh how often they were added. A table with open
    /// addressing: most of the time that ranking takes goes into adding edges.
    private static final class Edges {

        private static final int FIRST_CAPACITY = 1_024;

        private final int size;
        private long[] pairs = new long[FIRST_CAPACITY];
        private int[] weights = new int[FIRST_CAPACITY];
        private int count;

        Edges(int size) {
            this.size = size;
        }

        void add(int a, int b) {
            int slot = slotOf((long) Math.min(a, b) << 32 | Math.max(a, b));
            if (weights[slot]++ == 0 && ++count * 2 > pairs.length) {
                grow();
            }
        }

        /// Where the pair is, or may be put: a weight of 0 marks a free slot.
        private int slotOf(long pair) {
            int mask = pairs.length - 1;
            long mixed = pair * 0x9E37_79B9_7F4A_7C15L;
            int slot = (int) (mixed >>> 32) & mask;
            while (weights[slot] != 0 && pairs[slot] != pair) {
                slot = slot + 1 & mask;
            }
            pairs[slot] = pair;
            return slot;
        }

        private void grow() {
            long[] before = pairs;
            int[] weightsBefore = weights;
            pairs = new long[2 * before.length];
            weights = new int[pairs.length];
            for (int i = 0; i < before.length; i++) {
                if (weightsBefore[i] > 0) {
                    weights[slotOf(before[i])] = weightsBefore[i];
                }
            }
        }

        double[] rank(double[] bias) {
            int[] from = new int[count];
            int[] to = new int[count];
            double[] weight = new double[count];
            double[] degree = new double[size];
            int next = 0;
            for (int slot = 0; slot < pairs.length; slot++) {
                if (weights[slot] == 0) {
                    continue;
                }
                from[next] = (int) (pairs[slot] >>> 32);
                to[next] = (int) pairs[slot];
                weight[next] = weights[slot];
                degree[from[next]] += weight[next];
                degree[to[next]] += weight[next];
                next++;
            }
            double[] rank = bias.clone();
            for (int round = 0; round < ROUNDS; round++) {
                double[] fresh = new double[size];
                for (int i = 0; i < size; i++) {
                    fresh[i] = (1 - DAMPING) * bias[i];
                }
                for (int i = 0; i < count; i++) {
                    fresh[to[i]] += DAMPING * rank[from[i]] * weight[i] / degree[from[i]];
                    fresh[from[i]] += DAMPING * rank[to[i]] * weight[i] / degree[to[i]];
                }
                double moved = 0;
                for (int i = 0; i < size; i++) {
                    moved += Math.abs(fresh[i] - rank[i]);
                }
                rank = fresh;
                if (moved < CONVERGED) {
                    break;
                }
            }
            return rank;
        }
    }
}
