package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.job.JobSettings;
import com.xenlixai.scan.gateway.job.StatusWriter;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the intake of single scans.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AddressSettings.class)
class IntakeConfiguration {

    @Bean
    UrlPolicy urlPolicy(AddressSettings settings) {
        return settings.policy();
    }

    @Bean
    ScanRequestReader scanRequestReader(UrlPolicy urls, JobSettings jobs) {
        return new ScanRequestReader(urls, jobs.timeout());
    }

    @Bean
    Intake intake(
            JobIds ids,
            JobBoard board,
            StatusWriter log,
            JobArchive archive,
            Clock clock,
            JobSettings jobs) {
        return new Intake(ids, board, log, archive, clock, jobs.queueTtl());
    }
}
