package com.xenlixai.scan.local.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The embedded broker as a process of its own, for runs in which it must survive, or not survive,
/// apart from its clients. Arguments: folder, port, and any number of broker settings as KEY=VALUE,
/// which replace those of a single node. Prints `READY <bootstrap servers>`; stops on
/// SIGTERM.
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            System.err.println("usage: BrokerMain FOLDER PORT [KEY=VALUE]…");
            System.exit(2);
        }
        EmbeddedKafka kafka =
                EmbeddedKafka.start(
                        Path.of(arguments[0]), Integer.parseInt(arguments[1]), settings(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-broker"));
        System.out.println("READY " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }

    private static Map<String, String> settings(String[] arguments) {
        return Arrays.stream(arguments)
                .skip(2)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
