package com.xenlixai.scan.bench.scale;

import com.xenlixai.scan.bench.cluster.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;

/// The scale-out measurement from the command line. Arguments: the stage (`crawl`, `analyze`,
/// `generate`), scans (5,000 for crawl, else 12,000, which are worked on faster), seconds that each number of instances is measured (15).
public final class ScaleMain {

    private ScaleMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        run(arguments);
        System.exit(0);
    }

    public static void run(String... arguments) throws IOException, InterruptedException {
        String stage = arguments.length > 0 ? arguments[0] : "crawl";
        int usual = stage.equals("crawl") ? 5_000 : 12_000;
        int scans = arguments.length > 1 ? Integer.parseInt(arguments[1]) : usual;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
        Path folder = Files.createTempDirectory("xenlix-scale");
        System.out.println("logs: " + folder);
        var measurement =
                new ScaleOut(
                        folder,
                        Service.valueOf(stage.toUpperCase(Locale.ROOT)),
                        scans,
                        Duration.ofSeconds(seconds),
                        line ->
                                System.out.println(
                                        LocalTime.now(ZoneOffset.UTC).withNano(0) + " " + line));
        ScaleOut.Result result = measurement.run();
        System.out.printf("%s: %d of %d scans came through%n", stage, result.ended(), scans);
    }
}
