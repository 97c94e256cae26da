package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.access.TenantQuotas;
import com.xenlixai.scan.gateway.batch.Batches;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.round.Rounds;
import com.xenlixai.scan.gateway.webhook.Callbacks;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/// Wires schedules.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleConfiguration {

    @Bean
    ScheduleStore scheduleStore(DatabaseClient database) {
        return new ScheduleStore(database);
    }

    @Bean
    RunStore runStore(DatabaseClient database) {
        return new RunStore(database);
    }

    @Bean
    ScheduleRequestReader scheduleRequestReader(
            UrlPolicy urls, ScheduleSettings settings, Clock clock) {
        return new ScheduleRequestReader(urls, settings, clock);
    }

    @Bean
    Schedules schedules(
            ScheduleStore schedules,
            RunStore runs,
            DatabaseGuard guard,
            JobIds ids,
            JsonMapper json,
            Clock clock,
            ScheduleSettings settings) {
        return new Schedules(schedules, runs, guard, ids, json, clock, settings.mostPerTenant());
    }

    @Bean
    TenantSchedules tenantSchedules(DatabaseClient database, DatabaseGuard guard) {
        return new TenantSchedules(database, guard);
    }

    @Bean
    Rounds scheduleRounds(
            ScheduleStore schedules,
            RunStore runs,
            Batches batches,
            TenantQuotas quotas,
            DatabaseGuard guard,
            Clock clock,
            ScheduleSettings settings) {
        return new Rounds(
                "schedules",
                settings.pollInterval(),
                new ScheduleRounds(
                        schedules, runs, batches, quotas, guard, clock, settings.lease()));
    }

    @Bean
    Rounds runComparisonRounds(
            RunStore runs,
            Batches batches,
            Callbacks callbacks,
            DatabaseGuard guard,
            ScheduleSettings settings) {
        return new Rounds(
                "schedule-scores",
                settings.pollInterval(),
                new RunComparison(runs, batches, callbacks, guard));
    }
}
