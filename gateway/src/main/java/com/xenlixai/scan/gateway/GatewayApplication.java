package com.xenlixai.scan.gateway;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The gateway as a service of its own, configured by `gateway.yml`.
@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /// The service before it runs. Its configuration file is named after it, so that all services
    /// fit on one class path.
    public static SpringApplication application() {
        var application = new SpringApplication(GatewayApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "gateway"));
        return application;
    }
}
