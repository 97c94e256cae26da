package com.xenlixai.scan.gateway.trace;

import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.tracing.Tracer;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.WebFilter;

/// Wires traces and log context.
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    private static final Set<String> PATHS_OF_MACHINES =
            Set.of("/metrics", "/livez", "/readyz", "/health");

    static {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new ScanIds());
    }

    @Bean
    Traces traces(ObjectProvider<Tracer> tracer) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter scanIdFilter() {
        return new ScanIds.Filter();
    }

    /// Scrapes and probes are neither traces nor requests to the API.
    @Bean
    ObservationPredicate requestsOfMachines() {
        return (_, context) -> !isOfMachines(context);
    }

    private static boolean isOfMachines(Observation.Context context) {
        ServerHttpRequest request =
                context instanceof ServerRequestObservationContext server
                        ? server.getCarrier()
                        : null;
        return request != null && isOfMachines(request.getPath().value());
    }

    private static boolean isOfMachines(String path) {
        return PATHS_OF_MACHINES.contains(path) || path.startsWith("/health/");
    }
}
