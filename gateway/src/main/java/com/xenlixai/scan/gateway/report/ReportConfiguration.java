package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.database.DayPartitions;
import com.xenlixai.scan.gateway.sink.Sinks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/// Wires the report store, what fills it and what reads it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UnlockSettings.class)
class ReportConfiguration {

    private final Clock clock;

    ReportConfiguration(ObjectProvider<Clock> clock) {
        this.clock = clock.getIfUnique(Clock::systemUTC);
    }

    @Bean
    ReportStore reportStore(
            DatabaseClient database, DatabaseGuard guard, DayPartitions partitions) {
        return new ReportStore(database, guard, partitions, clock);
    }

    @Bean
    MessageListenerContainer reportContainer(Sinks sinks, ReportStore store) {
        return sinks.container(
                Topics.SCAN_REPORTS, SpecificRecord.class, new ReportStoring(store, clock));
    }

    @Bean
    StoredSpeeds storedSpeeds(DatabaseClient database, DatabaseGuard guard) {
        return new StoredSpeeds(database, guard);
    }

    @Bean
    Unlocks unlocks(DatabaseClient database, DatabaseGuard guard, MeterRegistry meters) {
        return new Unlocks(database, guard, clock, meters);
    }

    @Bean
    TeaserViews teaserViews(MeterRegistry meters) {
        return new TeaserViews(meters);
    }

    @Bean
    @ConditionalOnMissingBean
    ScanStanding archivedStanding(JobArchive archive) {
        return (tenant, scanId) ->
                archive.find(scanId)
                        .filter(
                                job ->
                                        job.getOrder() != null
                                                && job.getOrder().getTenant().equals(tenant))
                        .map(JobState::getStatus);
    }

    @Bean
    ReportAccess reportAccess(
            ReportStore store, Unlocks unlocks, UnlockSettings settings, ScanStanding standing) {
        return new ReportAccess(store, unlocks, settings, standing);
    }

    @Bean
    Purge purge(DatabaseClient database, DatabaseGuard guard, TransactionalOperator transaction) {
        return new Purge(database, guard, transaction);
    }

    @Bean
    TenantReports tenantReports(DatabaseClient database, DatabaseGuard guard) {
        return new TenantReports(database, guard);
    }

    @Bean
    ReportPage reportPage() {
        return new ReportPage();
    }
}
