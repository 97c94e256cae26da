package com.xenlixai.scan.bench.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/// The fault programme from the command line: `short`, `all`, `sabotage` (what the checker must
/// notice), or ids of faults separated by
/// commas; then how many scans a fault and how many of them a second. Prints one row a fault; exit
/// code 1 when a promise was broken.
public final class FaultMain {

    private FaultMain() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ExecutionException {
        System.exit(run(arguments));
    }

    /// @return the exit code
    public static int run(String... arguments)
            throws IOException, InterruptedException, ExecutionException {
        String set = arguments.length > 0 ? arguments[0] : "short";
        int scans = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        double perSecond = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 40;
        Path folder = Files.createTempDirectory("xenlix-faults");
        var programme =
                new FaultProgramme(
                        folder, scans, perSecond, result -> System.out.println(row(result)));
        List<FaultProgramme.Result> results =
                switch (set) {
                    case "short" -> programme.runShort();
                    case "all" -> programme.runAll();
                    case "sabotage" -> programme.runSabotage();
                    default -> programme.run(Set.of(set.split(",")));
                };
        System.out.println("journals and logs: " + folder);
        return results.stream().allMatch(FaultProgramme.Result::passed) ? 0 : 1;
    }

    /// One line for people.
    static String row(FaultProgramme.Result result) {
        return "%s %-4s %-45s recovery=%.1fs %s"
                .formatted(
                        result.passed() ? "ok  " : "FAIL",
                        result.id(),
                        result.name(),
                        result.recovery().toMillis() / 1000.0,
                        result.verdict());
    }
}
