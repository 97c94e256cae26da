package com.xenlixai.scan.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine on which nothing of this project has run yet.
class FreshMachineIT {

    private static final Duration WITHIN = Duration.ofMinutes(1);

    @Test
    void theDatabaseServerIsUnpackedWithinItsHeap(@TempDir Path folder)
            throws InterruptedException {
        var address = new Database("127.0.0.1", FreePort.find(), "postgres", "postgres", "");
        ChildProcess postgres = Cluster.postgresOn(address, folder);
        postgres.start(Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder));
        try {
            postgres.awaitReady(WITHIN);

            assertThat(folder.resolve("embedded-pg")).isNotEmptyDirectory();
        } finally {
            if (postgres.isAlive()) {
                // Not killed, so that the server under it ends too.
                postgres.terminate(WITHIN);
            }
        }
    }
}
