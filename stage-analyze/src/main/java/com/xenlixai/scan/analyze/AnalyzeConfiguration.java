package com.xenlixai.scan.analyze;

import com.xenlixai.scan.analyze.audit.Auditor;
import com.xenlixai.scan.analyze.speed.CachedSpeedMeter;
import com.xenlixai.scan.analyze.speed.LighthouseProcess;
import com.xenlixai.scan.analyze.speed.LighthouseSettings;
import com.xenlixai.scan.analyze.speed.PageSpeedInsights;
import com.xenlixai.scan.analyze.speed.PsiSettings;
import com.xenlixai.scan.analyze.speed.SpeedMeter;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.runtime.StageDefinition;
import com.xenlixai.scan.runtime.StageRuntimeConfiguration;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.cache.CacheConfiguration;
import com.xenlixai.scan.runtime.cache.CacheStore;
import com.xenlixai.scan.runtime.cache.LayeredCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the analyze stage.
@Configuration(proxyBeanMethods = false)
@Import({StageRuntimeConfiguration.class, CacheConfiguration.class})
@EnableConfigurationProperties({AnalyzeSettings.class, PsiSettings.class, LighthouseSettings.class})
class AnalyzeConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    @Bean
    StageDefinition<PageFetched> stage() {
        return StageDefinition.of("analyze", PageFetched.class, PageFetched::getOrder)
                .reporting(Stage.PARSE, Stage.ANALYZE)
                .reading(Topics::analyze)
                .feeding("generate", Topics::generate);
    }

    /// Measurements wait on virtual threads; stopping does not wait for them.
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService measuring() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    @Bean(destroyMethod = "shutdownNow")
    HttpClient measuringClient(ExecutorService measuring) {
        return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).executor(measuring).build();
    }

    @Bean
    SpeedMeter speedMeter(
            PsiSettings psi,
            LighthouseSettings lighthouse,
            HttpClient measuringClient,
            ExecutorService measuring,
            CacheStore store,
            MeterRegistry registry) {
        if (!psi.enabled()) {
            return SpeedMeter.off();
        }
        Clock clock = Clock.systemUTC();
        SpeedMeter meter =
                lighthouse.isSet()
                        ? new LighthouseProcess(lighthouse, clock)
                        : new PageSpeedInsights(
                                psi,
                                measuringClient,
                                clock,
                                () -> ThreadLocalRandom.current().nextLong());
        LayeredCache<SpeedMeter.Measurement> cache =
                new LayeredCache<>(CachedSpeedMeter.plan(psi), store, registry);
        return new CachedSpeedMeter(meter, psi, clock, cache, measuring);
    }

    @Bean
    Step<PageFetched> step(AnalyzeSettings settings, SpeedMeter meter) {
        PageReader reader =
                new PageReader(
                        (int) settings.maxBody().toBytes(),
                        settings.parseTime(),
                        settings.maxElements(),
                        settings.maxDepth(),
                        System::nanoTime);
        return new Analyze(reader, new Auditor(), meter, System::nanoTime);
    }
}
