package com.xenlixai.scan.crawl;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The crawl stage as a service of its own.
@SpringBootApplication
public class CrawlApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CrawlApplication.class, arguments);
    }
}
