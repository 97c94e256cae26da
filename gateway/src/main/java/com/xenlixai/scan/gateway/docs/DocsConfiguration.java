package com.xenlixai.scan.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/// Serves the page of the API from the gateway itself: nothing comes from elsewhere.
@Configuration(proxyBeanMethods = false)
class DocsConfiguration implements WebFluxConfigurer {

    private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final Duration CACHED = Duration.ofHours(1);

    @Bean
    ApiDescription apiDescription() {
        return new ApiDescription();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**")
                .addResourceLocations(
                        "classpath:/META-INF/resources/webjars/swagger-ui/" + version() + "/")
                .setCacheControl(CacheControl.maxAge(CACHED));
        registry.addResourceHandler("/docs/*.js").addResourceLocations("classpath:/docs/");
    }

    private static String version() {
        try (InputStream stream = DocsConfiguration.class.getResourceAsStream(POM)) {
            var pom = new Properties();
            pom.load(Objects.requireNonNull(stream, POM));
            return Objects.requireNonNull(pom.getProperty("version"), POM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
