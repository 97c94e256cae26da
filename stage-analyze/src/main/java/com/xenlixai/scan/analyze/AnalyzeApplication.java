package com.xenlixai.scan.analyze;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The analyze stage as a service of its own, configured by `analyze.yml`.
@SpringBootApplication
public class AnalyzeApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /// The service before it runs. Its configuration file is named after it, so that all services
    /// fit on one class path.
    public static SpringApplication application() {
        var application = new SpringApplication(AnalyzeApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "analyze"));
        return application;
    }
}
