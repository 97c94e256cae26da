package com.xenlixai.scan.bench.cluster;

import java.util.ArrayList;
import java.util.List;

/// Command lines for the JVM that this one runs on.
public final class JavaCommand {

    /// What the Dockerfile gives a service besides its heap; Netty is slower without the second.
    public static final List<String> AS_DEPLOYED =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private JavaCommand() {}

    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /// JVM options that a system property of this process gives, separated by blanks.
    public static List<String> optionsIn(String property) {
        String options = System.getProperty(property, "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split(" +"));
    }

    /// A main class from this JVM's class path.
    public static List<String> of(Class<?> main, int heapMegabytes, List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-Xmx" + heapMegabytes + "m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(arguments);
        return command;
    }
}
