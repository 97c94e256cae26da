package com.xenlixai.scan.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The leak test from the command line. Arguments: seconds (1,800), seconds between samples (60),
/// scans a second (35), bytes a scan that analyze is made to leak (0).
public final class SoakMain {

    private SoakMain() {}

    /// @return 1 when something grows
    public static int run(String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("xenlix-soak");
        System.out.println("logs: " + folder);
        var soak =
                new Soak(
                        folder,
                        Duration.ofSeconds(number(arguments, 0, 1_800)),
                        Duration.ofSeconds(number(arguments, 1, 60)),
                        number(arguments, 2, 35),
                        number(arguments, 3, 0));
        List<Soak.Growth> growths = soak.run();
        growths.forEach(System.out::println);
        return growths.stream().anyMatch(Soak.Growth::leaks) ? 1 : 0;
    }

    private static int number(String[] arguments, int position, int otherwise) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : otherwise;
    }
}
