package com.xenlixai.scan.gateway.archive;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.database.DayPartitions;
import com.xenlixai.scan.gateway.sink.Sinks;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.r2dbc.core.DatabaseClient;

/// Wires the archive and what fills it.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
class ArchiveConfiguration {

    @Bean
    ArchiveStore jobArchive(
            DatabaseClient database,
            DatabaseGuard guard,
            DayPartitions partitions,
            RetentionSettings settings,
            ObjectProvider<Clock> clock) {
        return new ArchiveStore(
                database,
                guard,
                partitions,
                settings.retention(),
                clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    MessageListenerContainer archiveContainer(
            Sinks sinks, ArchiveStore store, List<EndedJobs> endedJobs) {
        return sinks.container(
                Topics.SCAN_JOBS, JobState.class, new ArchiveStoring(store, endedJobs));
    }

    @Bean
    TenantHistory tenantHistory(DatabaseClient database, DatabaseGuard guard) {
        return new TenantHistory(database, guard);
    }

    @Bean
    RetentionRounds retentionRounds(
            DatabaseClient database,
            DayPartitions partitions,
            RetentionSettings settings,
            ObjectProvider<Clock> clock) {
        return new RetentionRounds(
                database, partitions, settings.retention(), clock.getIfUnique(Clock::systemUTC));
    }
}
