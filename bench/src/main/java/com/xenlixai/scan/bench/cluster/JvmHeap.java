package com.xenlixai.scan.bench.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The heap of another JVM, as `jcmd` tells it.
public final class JvmHeap {

    private static final Pattern CLASS =
            Pattern.compile("^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)", Pattern.MULTILINE);
    private static final String FILLER = "jdk.internal.vm.Filler";

    private JvmHeap() {}

    /// What is alive after a full collection, in KiB. Counted by class, since the sum that the
    /// collector tells has gaps in it that it did not think worth closing.
    public static long live(long pid) throws IOException, InterruptedException {
        String histogram = jcmd(pid, "GC.class_histogram");
        long bytes =
                CLASS.matcher(histogram)
                        .results()
                        .filter(line -> !line.group(2).contains(FILLER))
                        .mapToLong(line -> Long.parseLong(line.group(1)))
                        .sum();
        if (bytes == 0) {
            throw new IOException("no classes in what jcmd tells");
        }
        return bytes / 1024;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        if (pid == ProcessHandle.current().pid()) {
            // No thread of it runs while it answers, so it could not read a long answer.
            throw new IllegalArgumentException("a JVM cannot look at itself");
        }
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output;
    }
}
