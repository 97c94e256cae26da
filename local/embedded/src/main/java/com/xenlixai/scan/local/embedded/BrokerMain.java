package com.xenlixai.scan.local.embedded;

import java.nio.file.Path;
import java.util.Map;

/// The embedded broker as a process of its own, for runs in which it must survive, or not survive,
/// apart from its clients. Arguments: folder, port. Prints `READY <bootstrap servers>`; stops on
/// SIGTERM.
public final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: BrokerMain FOLDER PORT");
            System.exit(2);
        }
        EmbeddedKafka kafka =
                EmbeddedKafka.start(
                        Path.of(arguments[0]), Integer.parseInt(arguments[1]), Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "stop-broker"));
        System.out.println("READY " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
