package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.JobBoard;
import com.xenlixai.scan.gateway.job.JobSettings;
import com.xenlixai.scan.gateway.job.StatusWriter;
import com.xenlixai.scan.gateway.webhook.Callbacks;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the intake of single scans.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AddressSettings.class)
class IntakeConfiguration {

    /// Also for whatever else connects to where clients have said.
    @Bean
    AddressPolicy addressPolicy(AddressSettings settings) {
        return settings.addresses();
    }

    @Bean
    UrlPolicy urlPolicy(AddressPolicy addresses, AddressSettings settings) {
        return new UrlPolicy(addresses, settings.allowPorts());
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
            Callbacks callbacks,
            Clock clock,
            JobSettings jobs) {
        return new Intake(ids, board, log, archive, callbacks, clock, jobs.queueTtl());
    }
}
