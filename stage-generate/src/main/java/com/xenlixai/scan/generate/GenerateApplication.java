package com.xenlixai.scan.generate;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The generate stage as a service of its own, configured by `generate.yml`.
@SpringBootApplication
public class GenerateApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /// The service before it runs. Its configuration file is named after it, so that all services
    /// fit on one class path.
    public static SpringApplication application() {
        var application = new SpringApplication(GenerateApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "generate"));
        return application;
    }
}
