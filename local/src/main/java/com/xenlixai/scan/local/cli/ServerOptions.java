package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayClient;
import com.xenlixai.scan.local.pipeline.DataFolder;
import com.xenlixai.scan.local.pipeline.FolderInUseException;
import com.xenlixai.scan.local.pipeline.LocalPipeline;
import com.xenlixai.scan.local.pipeline.PipelineOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which gateway a command talks to: a named one, or one that is started for it.
final class ServerOptions {

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Talk to a running gateway instead of starting everything.")
    @Nullable String server;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "Sent with every call; also XENLIX_API_KEY.")
    @Nullable String apiKey;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder that keeps topics and reports between runs.")
    @Nullable Path data;

    @Option(
            names = "--allow-network",
            paramLabel = "CIDR",
            description = "Let the crawler reach addresses that it otherwise refuses. Repeatable.")
    List<String> allowNetworks = new ArrayList<>();

    @Option(
            names = "--allow-port",
            paramLabel = "N",
            description =
                    "Let the crawler reach this port besides 80, 443, 8080, 8443. Repeatable.")
    List<Integer> allowPorts = new ArrayList<>();

    Path folder() {
        return data == null ? DataFolder.usual() : data;
    }

    GatewayClient client(String url) {
        Optional<String> key =
                Optional.ofNullable(apiKey)
                        .or(() -> Optional.ofNullable(System.getenv("XENLIX_API_KEY")));
        return new GatewayClient(url, key);
    }

    PipelineOptions pipeline(int port) {
        return pipeline(port, Map.of());
    }

    PipelineOptions pipeline(int port, Map<String, String> settings) {
        for (int allowed : allowPorts) {
            if (allowed < 1 || allowed > 65_535) {
                throw new UsageException("--allow-port must be 1 to 65535: " + allowed);
            }
        }
        return new PipelineOptions(folder(), port, allowNetworks, allowPorts, settings);
    }

    /// The gateway of `--server`, or of another xenlix on the same folder, or a new one.
    Session open(Progress progress) {
        if (server != null) {
            if (!allowNetworks.isEmpty() || !allowPorts.isEmpty()) {
                throw new UsageException(
                        "--allow-network and --allow-port belong to the server: start it with them");
            }
            return new Session(client(server), () -> {});
        }
        progress.tell("starting the pipeline");
        try {
            LocalPipeline pipeline = LocalPipeline.start(pipeline(0));
            return new Session(client(pipeline.gatewayUrl()), pipeline);
        } catch (FolderInUseException e) {
            return join(progress, e);
        }
    }

    private Session join(Progress progress, FolderInUseException inUse) {
        String gateway = DataFolder.holder(folder()).map(DataFolder.Running::gateway).orElse("");
        if (gateway.isEmpty()) {
            throw new UsageException(
                    inUse.getMessage() + "; try again, or name another with --data");
        }
        if (!allowNetworks.isEmpty() || !allowPorts.isEmpty()) {
            throw new UsageException(
                    inUse.getMessage()
                            + " and runs at "
                            + gateway
                            + "; --allow-network and --allow-port belong to that one."
                            + " Stop it, or name another folder with --data");
        }
        progress.tell("using the pipeline that runs at " + gateway);
        return new Session(client(gateway), () -> {});
    }
}
