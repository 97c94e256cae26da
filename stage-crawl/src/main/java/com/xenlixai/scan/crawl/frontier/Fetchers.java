package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.FetchFinished;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.RunEnding;
import com.xenlixai.scan.runtime.StageRuns;
import com.xenlixai.scan.runtime.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes granted fetches, each on a virtual thread, and reports their ends to the task that has the
/// site by then: elsewhere, and when they ask for a pause that must outlive this process, through
/// `scan-crawl-feedback`, else directly. Thread-safe.
final class Fetchers implements Fetches {

    private static final Logger log = LoggerFactory.getLogger(Fetchers.class);

    /// From the end of a visit to the end of its lease, for its results to reach the log.
    private static final Duration WRITING = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final StageRuns<CrawlRequest> runs;
    private final Fetch fetch;
    private final Clock clock;
    private final Predicate<String> members;
    private final String owner = UUID.randomUUID().toString();
    private final Map<Attempt, Thread> running = new ConcurrentHashMap<>();
    private final AtomicLong held;
    private final Map<Integer, FrontierProcessor> here;
    private volatile boolean closing;

    /// @param members whether a process is one of the group, as far as is known
    /// @param held counts the bytes that visits under way hold
    /// @param here the tasks of this process, by partition
    Fetchers(
            StageRuns<CrawlRequest> runs,
            Fetch fetch,
            Clock clock,
            Predicate<String> members,
            AtomicLong held,
            Map<Integer, FrontierProcessor> here) {
        this.held = held;
        this.here = here;
        this.runs = runs;
        this.fetch = fetch;
        this.clock = clock;
        this.members = members;
    }

    @Override
    public void start(Grant grant) {
        Thread thread = Thread.ofVirtual().name("fetch").unstarted(() -> run(grant));
        running.put(grant.attempt(), thread);
        thread.start();
    }

    @Override
    public void over(Attempt attempt) {
        running.remove(attempt);
    }

    @Override
    public void tellNextOwner(List<Ended> ends) {
        Thread.ofVirtual().name("ended").start(() -> writeOrWarn(ends));
    }

    @Override
    public boolean running(Attempt attempt) {
        return running.containsKey(attempt);
    }

    @Override
    public void tellWait(ConsumerRecord<byte[], byte[]> record, Lane lane, Instant until) {
        runs.tellWait(record, lane, until);
    }

    @Override
    public void again(
            ConsumerRecord<byte[], byte[]> record, int attempt, @Nullable Instant deadline) {
        if (deadline != null) {
            runs.again(record, attempt, deadline);
        }
    }

    @Override
    public boolean holdsBack(Lane lane) {
        return closing || runs.holdsBack(lane);
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public boolean alive(String process) {
        return members.test(process);
    }

    /// From now on no batch request is granted, and those under way are waited for.
    void drain(Duration patience) throws InterruptedException {
        closing = true;
        int before = running.size();
        long end = System.nanoTime() + patience.toNanos();
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK);
        }
        int left = running.size();
        log.info("stopping: {} of {} fetches ended, {} given back", before - left, before, left);
        runs.stopping();
        running.values().forEach(Thread::interrupt);
        end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!running.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK);
        }
    }

    private void run(Grant grant) {
        boolean heard = false;
        var report = new FetchReport(clock.instant().plus(grant.within()).minus(WRITING), held);
        try {
            RunEnding ending = runs.run(grant.record(), grant.lane(), step(grant, report));
            heard = tell(ends(grant, report, ending));
        } catch (InterruptedException e) {
            heard = giveBack(grant, report);
        } catch (RuntimeException | Error e) {
            log.error("a fetch broke off; it is granted again when its lease is over", e);
        } finally {
            if (!heard) {
                over(grant.attempt());
            }
            report.over();
            grant.credit().giveBack();
        }
    }

    private Step<CrawlRequest> step(Grant grant, FetchReport report) {
        var hopeless = grant.hopeless();
        return hopeless == null
                ? (request, context) -> {
                    try {
                        return fetch.run(request, context, report);
                    } finally {
                        grant.credit().fetched();
                    }
                }
                : (_, _) -> new Outcome.Rejected(hopeless);
    }

    private boolean giveBack(Grant grant, FetchReport report) {
        var again = new RunEnding.Again(clock.instant(), 0, clock.instant());
        try {
            return tell(ends(grant, report, again));
        } catch (InterruptedException | KafkaException e) {
            log.warn("not given back; it is granted again when its lease is over");
            return false;
        }
    }

    /// @return true when a task of this process was told, which says when it has heard of it
    private boolean tell(List<Ended> ends) throws InterruptedException {
        FrontierProcessor owner = here.get(ends.getFirst().grant().record().partition());
        boolean lasting = ends.stream().anyMatch(Ended::pauses);
        if (owner != null && !lasting && owner.ended(ends)) {
            return true;
        }
        write(ends);
        return false;
    }

    private void writeOrWarn(List<Ended> ends) {
        try {
            write(ends);
        } catch (InterruptedException | KafkaException e) {
            log.warn("not told; it is granted again when its lease is over", e);
        } finally {
            over(ends.getFirst().grant().attempt());
        }
    }

    /// What is to be told of a visit: the other hosts first, so that none of them is asked too soon
    /// by whoever comes next.
    private List<Ended> ends(Grant grant, FetchReport report, RunEnding ending) {
        List<Ended> ends = new ArrayList<>();
        String main = grant.attempt().key().host();
        for (var other : report.hosts().entrySet()) {
            if (!other.getKey().equals(main)) {
                ends.add(ended(grant, end(other.getKey(), "", other.getValue())));
            }
        }
        FetchFinished.Builder end = end(main, grant.attempt().text(), report.hosts().get(main));
        if (ending instanceof RunEnding.Again(var notBefore, int attempt, var deadline)) {
            end.setAgainAt(notBefore.truncatedTo(ChronoUnit.MILLIS)).setNextAttempt(attempt);
            if (attempt > 0) {
                end.setDeadline(deadline.truncatedTo(ChronoUnit.MILLIS));
            }
        }
        ends.add(ended(grant, end));
        return ends;
    }

    private static Ended ended(Grant grant, FetchFinished.Builder end) {
        String scanId = EventHeaders.get(grant.record().headers(), EventHeaders.SUBJECT).orElse("");
        return new Ended(grant, end.setScanId(scanId).build());
    }

    private FetchFinished.Builder end(
            String host, String attempt, FetchReport.@Nullable Asked asked) {
        FetchFinished.Builder end =
                FetchFinished.newBuilder()
                        .setHost(host)
                        .setAttemptId(attempt)
                        .setEndedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .setAsked(asked != null);
        if (asked != null) {
            end.setStatus(asked.status())
                    .setCause(asked.cause())
                    .setEndedAt(asked.endedAt().truncatedTo(ChronoUnit.MILLIS))
                    .setRetryAfterMillis(millis(asked.retryAfter()))
                    .setCrawlDelayMillis(millis(asked.delay()));
        }
        return end;
    }

    private void write(List<Ended> ends) throws InterruptedException {
        for (Ended one : ends) {
            write(one);
        }
    }

    private void write(Ended ended) throws InterruptedException {
        ConsumerRecord<byte[], byte[]> record = ended.grant().record();
        FetchFinished end = ended.finished();
        String scanId = end.getScanId();
        Headers headers = new RecordHeaders();
        EventHeaders.write(
                headers,
                end,
                EventIds.of(end.getAttemptId(), end.getHost(), "finished"),
                "/stage/crawl",
                scanId,
                end.getEndedAt());
        runs.write(
                new ProducerRecord<>(
                        Topics.SCAN_CRAWL_FEEDBACK.name(),
                        record.partition(),
                        null,
                        record.key(),
                        EventCodec.encode(end),
                        headers));
    }

    private static long millis(@Nullable Duration duration) {
        return duration == null ? -1 : duration.toMillis();
    }
}
