package com.xenlixai.scan.generate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The generate stage as a service of its own.
@SpringBootApplication
public class GenerateApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(GenerateApplication.class, arguments);
    }
}
