package com.xenlixai.scan.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/// A program of the Prometheus family that the checks need. Debian's packages `prometheus` and
/// `prometheus-alertmanager` bring them all. Where one is missing, the check fails in CI and is
/// skipped, loudly, elsewhere.
enum Tool {
    PROMTOOL("XENLIX_PROMTOOL", "promtool"),
    PROMETHEUS("XENLIX_PROMETHEUS", "prometheus"),
    ALERTMANAGER("XENLIX_ALERTMANAGER", "prometheus-alertmanager", "alertmanager"),
    AMTOOL("XENLIX_AMTOOL", "amtool");

    private static final int DEADLINE_SECONDS = 120;

    private final String variable;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> names;

    Tool(String variable, String... names) {
        this.variable = variable;
        this.names = List.of(names);
    }

    /// What a run of a program left behind.
    record Result(int exit, String output) {

        Result mustSucceed() {
            assertThat(exit).as(output).isZero();
            return this;
        }
    }

    /// Where the program is; ends the test when it is nowhere.
    Path locate() {
        String set = System.getenv(variable);
        if (set != null) {
            return Path.of(set);
        }
        String searched = System.getenv().getOrDefault("PATH", "");
        return Stream.of(searched.split(File.pathSeparator))
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(this::missing);
    }

    /// Runs the program in a folder until it ends, at most two minutes.
    Result run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(locate().toString());
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end: " + output);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private RuntimeException missing() {
        String message =
                names.getFirst()
                        + " is not on the PATH and "
                        + variable
                        + " is not set; Debian's packages prometheus and prometheus-alertmanager"
                        + " have it";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        System.err.println("SKIPPED: " + message);
        return new TestAbortedException(message);
    }
}
