package com.xenlixai.scan.local.pipeline;

import com.xenlixai.scan.analyze.AnalyzeApplication;
import com.xenlixai.scan.crawl.CrawlApplication;
import com.xenlixai.scan.gateway.GatewayApplication;
import com.xenlixai.scan.generate.GenerateApplication;
import com.xenlixai.scan.local.embedded.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/// The services and how each starts beside the others. In the order in which they stop, last first:
/// the gateway stops taking work, then the stages finish what they have.
enum Service {
    GENERATE("generate", GenerateApplication::application),
    ANALYZE("analyze", AnalyzeApplication::application),
    CRAWL("crawl", CrawlApplication::application),
    GATEWAY("gateway", GatewayApplication::application);

    /// What the gateway brings to the class path and a stage without a web server has no use for.
    private static final List<String> NOT_FOR_STAGES =
            List.of(
                    "org.springdoc.",
                    "org.springframework.boot.actuate.autoconfigure.",
                    "org.springframework.boot.flyway.",
                    "org.springframework.boot.http.",
                    "org.springframework.boot.jdbc.",
                    "org.springframework.boot.netty.",
                    "org.springframework.boot.persistence.",
                    "org.springframework.boot.r2dbc.",
                    "org.springframework.boot.reactor.",
                    "org.springframework.boot.transaction.",
                    "org.springframework.boot.webflux.");

    private final String label;
    private final Supplier<SpringApplication> application;

    Service(String label, Supplier<SpringApplication> application) {
        this.label = label;
        this.application = application;
    }

    String label() {
        return label;
    }

    ConfigurableApplicationContext start(
            PipelineOptions options, Map<String, String> kafka, Database database, Path state) {
        List<String> arguments = new ArrayList<>();
        set(arguments, kafka);
        set(arguments, options.openings());
        set(
                arguments,
                Map.of(
                        "spring.main.register-shutdown-hook",
                        "false",
                        "spring.jmx.enabled",
                        "false"));
        if (this == GATEWAY) {
            set(
                    arguments,
                    Map.of(
                            "server.port", Integer.toString(options.port()),
                            "xenlix.database.url", database.url(),
                            "xenlix.database.username", database.username(),
                            "xenlix.database.password", database.password(),
                            "xenlix.job.state-dir", state.toString()));
        } else {
            // Their probes and metrics are for separate processes; here the gateway's port serves.
            set(
                    arguments,
                    Map.of(
                            "spring.main.web-application-type",
                            "none",
                            "spring.autoconfigure.exclude",
                            exclusions(),
                            "xenlix.crawl.frontier.state-dir",
                            state.resolve("crawl").toString(),
                            // Alone in its group, it would wait for nobody's copy.
                            "xenlix.crawl.frontier.standbys",
                            "0",
                            "xenlix.cache.url",
                            database.url(),
                            "xenlix.cache.username",
                            database.username(),
                            "xenlix.cache.password",
                            database.password()));
        }
        set(arguments, options.settings());
        return application.get().run(arguments.toArray(String[]::new));
    }

    static int portOf(ConfigurableApplicationContext gateway) {
        return gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String exclusions() {
        List<String> excluded = new ArrayList<>();
        ImportCandidates.load(AutoConfiguration.class, Service.class.getClassLoader())
                .forEach(
                        candidate -> {
                            if (NOT_FOR_STAGES.stream().anyMatch(candidate::startsWith)) {
                                excluded.add(candidate);
                            }
                        });
        return String.join(",", excluded);
    }

    private static void set(List<String> arguments, Map<String, String> settings) {
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    }
}
