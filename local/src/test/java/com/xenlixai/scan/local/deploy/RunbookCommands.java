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

    private static final Map<String, String> TOOLS =
            Map.of(
                    "xenlix", Xenlix.class.getName(),
                    "kafka-consumer-groups.sh",
                            "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand",
                    "kafka-configs.sh", "kafka.admin.ConfigCommand",
                    "kafka-get-offsets.sh", "org.apache.kafka.tools.GetOffsetShell",
                    "kafka-broker-api-versions.sh",
                            "org.apache.kafka.tools.BrokerApiVersionsCommand");

    private RunbookCommands() {}

    /// Returns the exit code; what the commands did goes to a file.
    ///
    /// @param scanId a scan that the gateway knows
    static int run(Path folder, Cluster cluster, Monitoring monitoring, String scanId, Path output)
            throws IOException, InterruptedException {
        writeTools(folder);
        ProcessBuilder python =
                new ProcessBuilder(
                                "python3",
                                Repository.path("deploy/checks/runbooks.py").toString(),
                                Repository.path("docs/runbooks").toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        python.environment().merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
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

    /// What the commands call, without an installation: the command line of this build and Kafka's
    /// own tools from their artifact.
    private static void writeTools(Path folder) throws IOException {
        for (Map.Entry<String, String> tool : TOOLS.entrySet()) {
            Path command = folder.resolve(tool.getKey());
            Files.writeString(
                    command,
                    "#!/bin/sh\nexec '%s' -Xmx256m -XX:+UseSerialGC -cp '%s' %s \"$@\"\n"
                            .formatted(
                                    ProcessHandle.current().info().command().orElse("java"),
                                    System.getProperty("java.class.path"),
                                    tool.getValue()));
            if (!command.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + command + " executable");
            }
        }
    }
}
