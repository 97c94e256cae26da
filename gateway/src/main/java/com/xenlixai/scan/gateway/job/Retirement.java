package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.gateway.archive.JobArchive;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Lets finished jobs leave the live state once PostgreSQL has them. The arbiter asks about those
/// whose time has come, and asks again about the ones that it hears nothing of, so nothing is lost
/// with this process. Thread-safe.
class Retirement {

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_ASKED = 20_000;
    private static final int PAGE = 500;
    private static final int PAGES_A_ROUND = 20;

    private final BlockingQueue<String> asked = new ArrayBlockingQueue<>(MOST_ASKED);
    private final JobArchive archive;
    private final StatusWriter log;
    private final Clock clock;
    private final Duration after;

    Retirement(JobArchive archive, StatusWriter log, Clock clock, Duration after) {
        this.archive = archive;
        this.log = log;
        this.clock = clock;
        this.after = after;
    }

    /// How long a finished job stays in the live state at least.
    Duration after() {
        return after;
    }

    /// After how long to ask again about a job that has not left since.
    Duration again() {
        return after.compareTo(LONGEST_PAUSE) < 0 ? after : LONGEST_PAUSE;
    }

    /// Whether the job may leave. When too many are asked about, some are asked about later.
    void ask(String scanId) {
        if (!asked.offer(scanId)) {
            LOG.debug("job {} stays a while longer", scanId);
        }
    }

    /// The returned publisher is run by Spring's scheduler, one round after the other.
    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT5S")
    Mono<Void> retire() {
        return Flux.range(0, PAGES_A_ROUND)
                .concatMap(_ -> page())
                .onErrorResume(
                        error -> {
                            LOG.warn("finished jobs stay a while longer: {}", error.toString());
                            return Mono.empty();
                        })
                .then();
    }

    private Mono<Void> page() {
        List<String> page = new ArrayList<>();
        asked.drainTo(page, PAGE);
        return page.isEmpty()
                ? Mono.empty()
                : archive.durable(page)
                        .flatMapMany(Flux::fromIterable)
                        .flatMap(scanId -> log.write(retired(scanId)), 64)
                        .then();
    }

    private StatusEvent retired(String scanId) {
        return StatusEvent.newBuilder()
                .setEventId(EventIds.status(scanId, StatusKind.RETIRED, null, 1))
                .setScanId(scanId)
                .setKind(StatusKind.RETIRED)
                .setOccurredAt(clock.instant())
                .build();
    }
}
