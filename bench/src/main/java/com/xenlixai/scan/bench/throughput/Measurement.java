package com.xenlixai.scan.bench.throughput;

import java.util.Map;

/// One run of the system benchmark.
///
/// @param scans how many were scanned
/// @param scansPerSecond from the start of the upload to the last FULL_READY
/// @param barePerSecond what the bare fetch-and-parse loop reached in the same run
/// @param cpuSecondsPer1000 by process, CPU-seconds for 1,000 scans
/// @param peakMegabytes by process, highest resident set
/// @param idleMillis a person's scan on an idle pipeline: p50 and p95 of submit to FULL_READY
/// @param besideMillis the same while the batch ran
record Measurement(
        int scans,
        double scansPerSecond,
        double barePerSecond,
        Map<String, Double> cpuSecondsPer1000,
        Map<String, Long> peakMegabytes,
        Percentiles idleMillis,
        Percentiles besideMillis) {

    /// @param p50 median
    /// @param p95 nineteen of twenty are faster
    record Percentiles(long p50, long p95, int count) {

        static Percentiles of(long[] values) {
            long[] sorted = values.clone();
            java.util.Arrays.sort(sorted);
            if (sorted.length == 0) {
                return new Percentiles(0, 0, 0);
            }
            return new Percentiles(
                    sorted[sorted.length / 2],
                    sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * 0.95))],
                    sorted.length);
        }
    }

    double ratio() {
        return scansPerSecond / barePerSecond;
    }

    double totalCpuPer1000() {
        return cpuSecondsPer1000.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
