package com.xenlixai.scan.gateway.series;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Tells on `/metrics` which release of which service runs.
///
/// @param version of the release
/// @param commit that it was built from, where the build told
/// @param service the service's name
record BuildInfo(String version, String commit, String service) implements MeterBinder {

    /// What the build tells through the environment.
    ///
    /// @param commit that the release was built from
    @ConfigurationProperties("xenlix.build")
    record Settings(@DefaultValue("unknown") String commit) {}

    static BuildInfo of(Class<?> application, Settings settings, String service) {
        String version = application.getPackage().getImplementationVersion();
        return new BuildInfo(version == null ? "development" : version, settings.commit(), service);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("scan.build.info", () -> 1)
                .description("1, for the labels' sake")
                .tag("version", version)
                .tag("commit", commit)
                .tag("service", service)
                .register(registry);
    }
}
