package com.xenlixai.scan.bench.crawl;

import java.util.Comparator;
import java.util.List;

/// How fast, and at which cost.
///
/// @param cpuMillis CPU time a page of the process that fetches
record Rate(double pagesPerSecond, double cpuMillis) {

    static Rate median(List<Rate> rates) {
        List<Rate> sorted =
                rates.stream().sorted(Comparator.comparingDouble(Rate::pagesPerSecond)).toList();
        return sorted.get(sorted.size() / 2);
    }
}
