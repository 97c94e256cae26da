package com.xenlixai.scan.bench.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a process has used so far, as Linux accounts for it.
///
/// @param cpuSeconds user and system time
/// @param peakMegabytes highest resident set, in MiB
record ProcessUsage(double cpuSeconds, long peakMegabytes) {

    private static final double TICKS_PER_SECOND = 100;

    /// A process and all that it started, also those of them that have ended.
    static ProcessUsage ofTree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(process -> of(process.pid(), true))
                .reduce(new ProcessUsage(0, 0), ProcessUsage::plus);
    }

    private ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(cpuSeconds + other.cpuSeconds, peakMegabytes + other.peakMegabytes);
    }

    static ProcessUsage of(long pid) {
        return of(pid, false);
    }

    private static ProcessUsage of(long pid, boolean withEnded) {
        Path proc = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(proc.resolve("stat"));
            // The name in parentheses may hold blanks, so fields are counted from its end.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // Its own user and system time, then those of the children that it has waited for.
            long ticks =
                    IntStream.range(11, withEnded ? 15 : 13)
                            .mapToLong(field -> Long.parseLong(fields[field]))
                            .sum();
            return new ProcessUsage(
                    ticks / TICKS_PER_SECOND, peak(Files.readAllLines(proc.resolve("status"))));
        } catch (NoSuchFileException e) {
            // Ended in between.
            return new ProcessUsage(0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long peak(List<String> status) {
        Optional<String> line =
                status.stream().filter(text -> text.startsWith("VmHWM:")).findFirst();
        return line.map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024).orElse(0L);
    }
}
