package com.xenlixai.scan.crawl;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The crawl stage as a service of its own, configured by `crawl.yml`.
@SpringBootApplication
public class CrawlApplication {

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /// The service before it runs. Its configuration file is named after it, so that all services
    /// fit on one class path.
    public static SpringApplication application() {
        var application = new SpringApplication(CrawlApplication.class);
        application.setDefaultProperties(Map.of("spring.config.name", "crawl"));
        return application;
    }
}
