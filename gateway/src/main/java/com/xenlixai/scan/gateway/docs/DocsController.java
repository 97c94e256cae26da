package com.xenlixai.scan.gateway.docs;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Serves the OpenAPI document and its page.
@RestController
final class DocsController {

    private static final Resource PAGE = new ClassPathResource("/docs/index.html");

    private final ApiDescription description;

    DocsController(ApiDescription description) {
        this.description = description;
    }

    @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] document() {
        return description.json();
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
    Resource page() {
        return PAGE;
    }
}
