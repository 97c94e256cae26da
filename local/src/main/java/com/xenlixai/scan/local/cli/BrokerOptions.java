package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.embedded.EmbeddedKafka;
import com.xenlixai.scan.local.pipeline.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which broker a command reads: a named one, that of the pipeline that runs on the data folder,
/// or one started on that folder for the length of the command.
final class BrokerOptions {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "A running broker; also XENLIX_KAFKA_BOOTSTRAP_SERVERS.")
    @Nullable String bootstrapServers;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder that keeps the topics.")
    @Nullable Path data;

    /// A broker and what ends with the command.
    ///
    /// @param bootstrapServers how to reach it
    /// @param stop ends what was started for the command
    record Broker(String bootstrapServers, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }

    Broker open() {
        String named =
                bootstrapServers != null
                        ? bootstrapServers
                        : System.getenv("XENLIX_KAFKA_BOOTSTRAP_SERVERS");
        if (named != null) {
            return new Broker(named, () -> {});
        }
        Path path = data == null ? DataFolder.usual() : data;
        if (!Files.isDirectory(path.resolve("kafka"))) {
            throw new UsageException("nothing was scanned yet: no topics in " + path);
        }
        return DataFolder.take(path)
                .map(BrokerOptions::start)
                .orElseGet(
                        () ->
                                DataFolder.holder(path)
                                        .map(
                                                running ->
                                                        new Broker(
                                                                running.bootstrapServers(),
                                                                () -> {}))
                                        .orElseThrow(
                                                () ->
                                                        new UsageException(
                                                                "another xenlix starts on "
                                                                        + path
                                                                        + "; try again")));
    }

    private static Broker start(DataFolder folder) {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, Map.of());
        return new Broker(
                kafka.bootstrapServers(),
                () -> {
                    kafka.close();
                    folder.close();
                });
    }
}
