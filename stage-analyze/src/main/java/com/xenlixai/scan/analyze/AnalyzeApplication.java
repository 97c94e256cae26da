package com.xenlixai.scan.analyze;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The analyze stage as a service of its own.
@SpringBootApplication
public class AnalyzeApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AnalyzeApplication.class, arguments);
    }
}
