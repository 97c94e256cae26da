package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.GatewayProblem;
import com.xenlixai.scan.local.pipeline.FolderInUseException;
import com.xenlixai.scan.local.pipeline.PipelineException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line.
@Command(
        name = "xenlix",
        description = "Scans web pages: crawl, parse, analyze, generate.",
        mixinStandardHelpOptions = true,
        version = "xenlix 0.1.0",
        scope = CommandLine.ScopeType.INHERIT)
public final class Xenlix implements Runnable {

    /// Kept, since a logger that nobody holds loses its level.
    private static final Logger TELEMETRY = Logger.getLogger("io.opentelemetry");

    @Spec CommandSpec spec = CommandSpec.create();

    private Xenlix() {}

    /// Runs the command and ends the JVM with its exit code.
    public static void main(String[] arguments) {
        // Its notices of being shut down come after the contexts' logging has ended, on the
        // terminal.
        TELEMETRY.setLevel(Level.WARNING);
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        var topic = new CommandLine(new TopicCommand(terminal));
        topic.addSubcommand(new TopicCommand.Tail(terminal));
        return new CommandLine(new Xenlix())
                .addSubcommand(new ScanCommand(terminal))
                .addSubcommand(new BatchCommand(terminal))
                .addSubcommand(new ServeCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(topic)
                .addSubcommand(new DeadLettersCommand(terminal))
                .addSubcommand(new KeysCommand(terminal))
                .addSubcommand(new WebhooksCommand(terminal))
                .addSubcommand(new SchedulesCommand(terminal))
                .addSubcommand(new SchemasCommand(terminal))
                .addSubcommand(new BenchCommand(terminal))
                .addSubcommand(new EvalCommand(terminal))
                .setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setExecutionExceptionHandler(
                        (e, commandLine, _) -> {
                            terminal.err().println("xenlix: " + messageOf(e));
                            return e instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
                        });
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /// What a person can act on; a bug shows its trace.
    private static String messageOf(Exception e) {
        if (e instanceof UsageException
                || e instanceof GatewayProblem
                || e instanceof FolderInUseException
                || e instanceof PipelineException) {
            if (Boolean.getBoolean("xenlix.debug")) {
                e.printStackTrace();
            }
            return String.valueOf(e.getMessage());
        }
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
