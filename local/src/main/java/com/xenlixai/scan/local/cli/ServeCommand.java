package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.pipeline.LocalPipeline;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole pipeline until it is stopped.
@Command(name = "serve", description = "Run the whole pipeline in this process.")
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the gateway (default: ${DEFAULT-VALUE}; 0 for a free one).")
    int port;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Where to listen (default: ${DEFAULT-VALUE}). Wider than that needs"
                            + " XENLIX_SECURITY_API_KEYS: true, or false to let everybody in.")
    String listen = "";

    @Mixin ServerOptions options = new ServerOptions();

    private final Terminal terminal;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (options.server != null) {
            throw new UsageException("serve starts a server of its own: leave --server out");
        }
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port must be 0 to 65535: " + port);
        }
        var progress = new Progress(terminal);
        progress.tell("starting the pipeline, data in " + options.folder());
        LocalPipeline pipeline =
                LocalPipeline.start(options.pipeline(port, Map.of("server.address", listen)));
        progress.end();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    pipeline.close();
                                    stopped.countDown();
                                },
                                "stop-pipeline"));
        terminal.out()
                .println(
                        "Ready: "
                                + pipeline.gatewayUrl()
                                + "   API: "
                                + pipeline.gatewayUrl()
                                + "/docs");
        terminal.out().println("Broker: " + pipeline.bootstrapServers() + "   Stop with Ctrl-C.");
        stopped.await();
        return ExitCode.FINE;
    }
}
