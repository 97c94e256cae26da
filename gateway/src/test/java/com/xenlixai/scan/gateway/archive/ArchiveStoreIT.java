package com.xenlixai.scan.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.gateway.archive.JobArchive.Page;
import com.xenlixai.scan.gateway.archive.JobArchive.Query;
import com.xenlixai.scan.gateway.database.DayPartitions;
import com.xenlixai.scan.gateway.database.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

class ArchiveStoreIT {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TestDatabase database;
    private static ArchiveStore archive;

    @BeforeAll
    static void open() {
        database = TestDatabase.open();
        archive = archive(NOW);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static ArchiveStore archive(Instant now) {
        return new ArchiveStore(
                database.client(),
                database.guard(),
                database.partitions(),
                Duration.ofDays(30),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static <T> T await(Mono<T> mono) {
        T value = mono.block(PATIENCE);
        assertThat(value).isNotNull();
        return value;
    }

    private static JobState job(String tenant, String id, Instant submitted, JobStatus status) {
        return JobState.newBuilder()
                .setScanId(id)
                .setOrder(
                        ScanOrder.newBuilder()
                                .setScanId(id)
                                .setTenant(tenant)
                                .setUrl("https://Shop.example:8443/" + id + "?q=1|2")
                                .setSubmittedAt(submitted)
                                .build())
                .setStatus(status)
                .setVersion(5)
                .setUpdatedAt(submitted.plusSeconds(3))
                .setFinishedAt(submitted.plusSeconds(3))
                .build();
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void whatHasNotEndedIsPassedByForItsHeaderAlone(JobStatus status) {
        var storing = new ArchiveStoring(archive, List.of());
        var headers = new RecordHeaders();
        assertThat(storing.concerns(headers)).isTrue();
        EventHeaders.put(headers, EventHeaders.JOB_STATUS, status.name());
        boolean stored = !storing.prepare(job("header", "header-1", NOW, status)).isEmpty();
        assertThat(storing.concerns(headers)).isEqualTo(stored);
        EventHeaders.put(headers, EventHeaders.JOB_STATUS, "OF_A_LATER_VERSION");
        assertThat(storing.concerns(headers)).isTrue();
    }

    @Test
    void jobIsFoundAsItWasLeft() {
        JobState job = job("found", "found-1", NOW, JobStatus.FULL_READY);
        archive.save(List.of(job, job)).block(PATIENCE);

        assertThat(await(archive.find("found-1"))).isEqualTo(job);
        assertThat(archive.find("found-2").blockOptional(PATIENCE)).isEmpty();
        assertThat(await(archive.durable(List.of("found-1", "found-2"))))
                .containsExactly("found-1");
    }

    @Test
    void olderVersionChangesNothing() {
        JobState later = job("version", "version-1", NOW, JobStatus.FULL_READY);
        JobState earlier =
                JobState.newBuilder(later).setVersion(4).setStatus(JobStatus.FAILED).build();
        archive.save(List.of(later)).block(PATIENCE);
        archive.save(List.of(earlier)).block(PATIENCE);

        assertThat(await(archive.find("version-1")).getStatus()).isEqualTo(JobStatus.FULL_READY);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        List<JobState> jobs = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            // Five of a kind at each time, so that the id decides.
            jobs.add(
                    job("pages", "p-%02d".formatted(i), NOW.minusSeconds(i / 5), JobStatus.FAILED));
        }
        archive.save(jobs).block(PATIENCE);

        List<String> seen = new ArrayList<>();
        JobArchive.Position after = null;
        do {
            Page page = await(archive.list(new Query("pages", Set.of(), null, null, 7, after)));
            page.jobs().forEach(job -> seen.add(job.getScanId()));
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen.subList(0, 3)).containsExactly("p-04", "p-03", "p-02");
    }

    @Test
    void listIsNarrowedByHostAndStatusAndOfOneTenantOnly() {
        archive.save(
                        List.of(
                                job("narrow", "n-1", NOW, JobStatus.FAILED),
                                job("narrow", "n-2", NOW, JobStatus.FULL_READY),
                                job("other", "n-3", NOW, JobStatus.FULL_READY)))
                .block(PATIENCE);

        Query query =
                new Query("narrow", Set.of(JobStatus.FULL_READY), "shop.example", null, 10, null);
        assertThat(await(archive.list(query)).jobs())
                .extracting(JobState::getScanId)
                .containsExactly("n-2");
    }

    @Test
    void freshestScanOfAUrlIsFoundWhileItIsFreshEnough() {
        JobState job = job("fresh", "fresh-1", NOW, JobStatus.FULL_READY);
        archive.save(List.of(job)).block(PATIENCE);
        String url = job.getOrder().getUrl();

        assertThat(await(archive.freshest("fresh", url, NOW)).getScanId()).isEqualTo("fresh-1");
        assertThat(archive.freshest("fresh", url, NOW.plusSeconds(60)).blockOptional(PATIENCE))
                .isEmpty();
    }

    @Test
    void whatIsPastItsRetentionIsDroppedByTheDayAndNotTakenUpAgain() {
        JobState old = job("old", "old-1", NOW.minus(Duration.ofDays(29)), JobStatus.FAILED);
        archive.save(List.of(old)).block(PATIENCE);
        assertThat(archive.find("old-1").blockOptional(PATIENCE)).isPresent();
        Instant later = NOW.plus(Duration.ofDays(3));
        var rounds =
                new RetentionRounds(
                        database.client(),
                        database.partitions(),
                        Duration.ofDays(30),
                        Clock.fixed(later, ZoneOffset.UTC));

        assertThat(await(rounds.round())).isPositive();

        assertThat(archive.find("old-1").blockOptional(PATIENCE)).isEmpty();
        archive(later).save(List.of(old)).block(PATIENCE);
        assertThat(archive.find("old-1").blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void partitionIsMadeOnceHoweverManyGatewaysNeedIt() {
        var today = List.of(java.time.LocalDate.of(2031, 5, 6));
        List<Mono<Void>> rivals = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            rivals.add(database.anotherPartitions().ensure(DayPartitions.Table.REPORT, today));
        }

        Mono.when(rivals).block(PATIENCE);
    }
}
