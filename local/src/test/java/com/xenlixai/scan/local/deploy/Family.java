package com.xenlixai.scan.local.deploy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// One family of series, as Prometheus knows it.
///
/// @param name without the suffixes of a histogram
/// @param source the services that expose it
/// @param always whether it is there from the start, or only once something has happened
/// @param labels the values of each label; an empty list where they are not ours to list
record Family(
        String name,
        Type type,
        Set<Source> source,
        boolean always,
        String help,
        Map<String, List<String>> labels) {

    /// How a family is read.
    enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM,
        SUMMARY
    }

    /// Who exposes it.
    enum Source {
        GATEWAY,
        CRAWL,
        ANALYZE,
        GENERATE;

        static final Set<Source> STAGES = EnumSet.of(CRAWL, ANALYZE, GENERATE);
        static final Set<Source> ALL = EnumSet.allOf(Source.class);

        String job() {
            return this == GATEWAY ? "gateway" : "stage-" + name().toLowerCase(Locale.ROOT);
        }
    }

    Family {
        labels = Map.copyOf(new LinkedHashMap<>(labels));
    }

    static Family counter(String name, Set<Source> source, String help) {
        return new Family(name, Type.COUNTER, source, true, help, Map.of());
    }

    static Family gauge(String name, Set<Source> source, String help) {
        return new Family(name, Type.GAUGE, source, true, help, Map.of());
    }

    static Family histogram(String name, Set<Source> source, String help) {
        return new Family(name, Type.HISTOGRAM, source, true, help, Map.of());
    }

    static Family summary(String name, Set<Source> source, String help) {
        return new Family(name, Type.SUMMARY, source, true, help, Map.of());
    }

    /// A label and the values that it takes.
    Family with(String label, List<String> values) {
        Map<String, List<String>> more = new LinkedHashMap<>(labels);
        more.put(label, values);
        return new Family(name, type, source, always, help, more);
    }

    /// A label whose values others decide.
    Family with(String label) {
        return with(label, List.of());
    }

    /// There only once something has happened.
    Family later() {
        return new Family(name, type, source, false, help, labels);
    }

    /// The names that it has on a scrape.
    Stream<String> series() {
        return switch (type) {
            case COUNTER, GAUGE -> Stream.of(name);
            case HISTOGRAM -> Stream.of("_bucket", "_count", "_sum", "_max").map(name::concat);
            case SUMMARY -> Stream.of("_count", "_sum", "_max").map(name::concat);
        };
    }

    static List<String> values(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
