package com.xenlixai.scan.bench.throughput;

import java.util.Arrays;
import java.util.Map;

/// One run of the system benchmark.
///
/// @param scans how many were scanned
/// @param scansPerSecond from the start of the upload to the last FULL_READY
/// @param barePerSecond what the bare fetch-and-parse loop reached in the same run
/// @param processes CPU and memory by process
/// @param idleMillis people's scans on an idle pipeline: submit to FULL_READY
/// @param uploadedPerSecond URLs of the large batch a second, until all were accepted
/// @param besideMillis people's scans while the large batch ran
/// @param polls status polls while the large batch ran
record Measurement(
        int scans,
        double scansPerSecond,
        double barePerSecond,
        Map<String, Share> processes,
        Percentiles idleMillis,
        double uploadedPerSecond,
        Percentiles besideMillis,
        StatusPolls.Outcome polls) {

    private static final String DRIVER = "driver";

    /// One process's part.
    ///
    /// @param cpuSecondsPer1000 CPU-seconds for 1,000 scans of the batch
    /// @param peakMegabytes highest resident set of the whole run
    record Share(double cpuSecondsPer1000, long peakMegabytes) {}

    /// @param p50 median
    /// @param p95 nineteen of twenty are faster
    /// @param p99 ninety-nine of a hundred are faster
    record Percentiles(double p50, double p95, double p99, int count) {

        static Percentiles of(long[] values) {
            return of(values, 1);
        }

        /// Milliseconds from microseconds.
        static Percentiles ofMicros(long[] micros) {
            return of(micros, 1_000);
        }

        private static Percentiles of(long[] values, double unit) {
            long[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted.length == 0
                    ? new Percentiles(0, 0, 0, 0)
                    : new Percentiles(
                            at(sorted, 0.5) / unit,
                            at(sorted, 0.95) / unit,
                            at(sorted, 0.99) / unit,
                            sorted.length);
        }

        private static long at(long[] sorted, double share) {
            int rank = (int) Math.ceil(sorted.length * share);
            return sorted[Math.max(0, rank - 1)];
        }
    }

    double ratio() {
        return scansPerSecond / barePerSecond;
    }

    /// Of the pipeline, broker and database; what offers the load and serves the pages is left out.
    double cpuSecondsPer1000() {
        return processes.entrySet().stream()
                .filter(process -> !process.getKey().equals(DRIVER))
                .mapToDouble(process -> process.getValue().cpuSecondsPer1000())
                .sum();
    }
}
