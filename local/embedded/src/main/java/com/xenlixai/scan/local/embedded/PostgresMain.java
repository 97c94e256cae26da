package com.xenlixai.scan.local.embedded;

import java.nio.file.Path;

/// The embedded PostgreSQL under a process of its own. Arguments: folder, port. Prints
/// `READY <url>`; stops on SIGTERM.
public final class PostgresMain {

    private PostgresMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: PostgresMain FOLDER PORT");
            System.exit(2);
        }
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("READY " + postgres.database().url());
        Thread.currentThread().join();
    }
}
