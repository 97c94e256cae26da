package com.xenlixai.scan.bench.soak;

import com.xenlixai.scan.bench.cluster.JvmHeap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a JVM holds after a full collection.
///
/// @param scans ended when it was looked at
record JvmSample(
        long scans, long heapBytes, long classes, long threads, long files, long residentBytes) {

    private static final Pattern LOADED = Pattern.compile("java\\.cls\\.loadedClasses=(\\d+)");
    private static final Pattern UNLOADED = Pattern.compile("java\\.cls\\.unloadedClasses=(\\d+)");

    static JvmSample of(long pid, long scans) throws InterruptedException {
        String counters = jcmd(pid, "PerfCounter.print");
        Path proc = Path.of("/proc", Long.toString(pid));
        return new JvmSample(
                scans,
                heap(pid),
                sum(LOADED, counters) - sum(UNLOADED, counters),
                status(proc, "Threads:"),
                files(proc),
                1024 * status(proc, "VmRSS:"));
    }

    private static long heap(long pid) throws InterruptedException {
        try {
            return 1024 * JvmHeap.live(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long sum(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        long sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1));
        }
        return sum;
    }

    private static long status(Path proc, String field) {
        try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long files(Path proc) {
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String jcmd(long pid, String command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(pid),
                                    command)
                            .redirectErrorStream(true)
                            .start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
