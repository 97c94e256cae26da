package com.xenlixai.scan.crawl.frontier;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/// What the partitions of one process share.
///
/// @param perHost requests to one host at once
/// @param delay from the end of a request to the start of the next
/// @param hosts finds the host in a URL; empty when it is none that is fetched
/// @param processors those that run now, by partition
/// @param residents hosts in memory, of all partitions
record FrontierParts(
        FrontierSettings settings,
        int perHost,
        Duration delay,
        UnaryOperator<String> hosts,
        Fetches fetches,
        Credits credits,
        RandomGenerator random,
        Now clock,
        Map<Integer, FrontierProcessor> processors,
        AtomicInteger residents) {

    /// The present, as a processor sees it.
    interface Now {
        long millis(ProcessorContext<?, ?> context);
    }

    Timetable timetable(Requests requests) {
        return new Timetable(
                settings,
                perHost,
                requests,
                new Residents(requests, residents, settings.residentHosts()),
                new Pace(settings, delay, random),
                fetches,
                credits.share());
    }
}
