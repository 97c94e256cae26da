package com.xenlixai.scan.gateway;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The gateway as a service of its own, configured by `gateway.yml`.
@SpringBootApplication
public class GatewayApplication {

    static {
        // Reactor Netty 1.3.6 and 1.3.7 stop reading a kept-alive connection now and then when the
        // next request comes right after an answer (reactor-netty#4347, #4361): a long poll then
        // hangs for good. This way round the fault is the one that its thread names.
        if (System.getProperty("reactor.netty.http.server.lastFlushWhenNoRead") == null) {
            System.setProperty("reactor.netty.http.server.lastFlushWhenNoRead", "true");
        }
    }

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
