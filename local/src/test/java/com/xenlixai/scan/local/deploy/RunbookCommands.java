package com.xenlixai.scan.local.deploy;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.local.cli.Xenlix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs what stands in the runbooks, against a pipeline in trouble.
final class RunbookCommands {

    private RunbookCommands() {}

    /// Returns the exit code; what the commands did goes to a file.
    ///
    /// @param scanId a scan that the gateway knows
    static int run(Path folder, Cluster cluster, Monitoring monitoring, String scanId, Path output)
            throws IOException, InterruptedException {
        writeCommandLine(folder);
        ProcessBuilder python =
                new ProcessBuilder(
                                "python3",
                                Repository.path("deploy/checks/runbooks.py").toString(),
                                Repository.path("docs/runbooks").toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        python.environment()
                .putAll(
                        Map.of(
                                "GATEWAY", cluster.gateway().uri("").toString(),
                                "STAGE",
                                        cluster.instances(Service.ANALYZE)
                                                .getFirst()
                                                .uri("")
                                                .toString(),
                                "PROMETHEUS", monitoring.prometheusUrl(),
                                "ALERTMANAGER", monitoring.alertmanagerUrl(),
                                "XENLIX_KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                                "GROUP", "stage-generate",
                                "TOPIC", "scan-generate-interactive",
                                "SCAN_ID", scanId));
        return python.start().waitFor();
    }

    /// The command line of this build, without building it again.
    private static void writeCommandLine(Path folder) throws IOException {
        Path command = folder.resolve("xenlix");
        Files.writeString(
                command,
                "#!/bin/sh\nexec '%s' -Xmx256m -XX:+UseSerialGC -cp '%s' %s \"$@\"\n"
                        .formatted(
                                ProcessHandle.current().info().command().orElse("java"),
                                System.getProperty("java.class.path"),
                                Xenlix.class.getName()));
        if (!command.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + command + " executable");
        }
    }
}
