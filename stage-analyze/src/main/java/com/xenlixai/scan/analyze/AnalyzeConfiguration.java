package com.xenlixai.scan.analyze;

import com.xenlixai.scan.analyze.audit.Auditor;
import com.xenlixai.scan.analyze.speed.SpeedMeter;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.runtime.StageDefinition;
import com.xenlixai.scan.runtime.StageRuntimeConfiguration;
import com.xenlixai.scan.runtime.Step;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the analyze stage.
@Configuration(proxyBeanMethods = false)
@Import(StageRuntimeConfiguration.class)
@EnableConfigurationProperties(AnalyzeSettings.class)
class AnalyzeConfiguration {

    @Bean
    StageDefinition<PageFetched> stage() {
        return StageDefinition.of("analyze", PageFetched.class, PageFetched::getOrder)
                .reporting(Stage.PARSE, Stage.ANALYZE)
                .reading(Topics::analyze)
                .feeding("generate", Topics::generate);
    }

    @Bean
    Step<PageFetched> step(AnalyzeSettings settings) {
        PageReader reader =
                new PageReader(
                        (int) settings.maxBody().toBytes(),
                        settings.parseTime(),
                        settings.maxElements(),
                        settings.maxDepth(),
                        System::nanoTime);
        return new Analyze(reader, new Auditor(), SpeedMeter.off(), System::nanoTime);
    }
}
