package com.xenlixai.scan.gateway.replay;

import com.xenlixai.scan.contract.EventHeaders;
import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.TraceParent;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.LineRejection;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.SpeedReport;
import com.xenlixai.scan.gateway.batch.BatchLog;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.replay.ReplayRequest.From;
import com.xenlixai.scan.gateway.replay.ReplayRequest.Which;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One replay under way. A page is in the log again before the word that makes its scan a job, so
/// that no accepted scan lacks its page whatever crashes in between. Runs on one thread; any may
/// ask how far it is.
final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final int MOST_AT_ONCE = 100;
    private static final long MOST_BYTES_AT_ONCE = 8L << 20;
    private static final int MOST_REJECTIONS_TOLD = 100;
    private static final int MOST_ERRORS_TOLD = 50;

    /// A page that was given back, and its trace.
    private record Given(ScanOrder again, @Nullable TraceParent trace) {}

    /// With so few somebody waits for the result.
    private static final int FEW = 10;

    private final Replays replays;
    private final Replays.Order order;
    private final From from;
    private final CompletableFuture<BatchState> end = new CompletableFuture<>();
    private final BatchLog.Run run;
    private final Map<String, Wanted> open = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Repeat> pending = new ArrayList<>();
    private long pendingBytes;
    private volatile BatchState batch;
    private volatile boolean answered;
    private boolean begun;

    Replay(Replays replays, Replays.Order order) {
        this.replays = replays;
        this.order = order;
        from = order.request().from();
        run = replays.log().run();
        batch =
                BatchState.newBuilder()
                        .setBatchId(order.batchId())
                        .setTenant(order.tenant())
                        .setSubmittedAt(replays.now())
                        .build();
    }

    /// The sealed batch, or the problem.
    CompletableFuture<BatchState> end() {
        return end;
    }

    /// The batch as far as it is; for an answer before its end.
    BatchState soFar() {
        answered = true;
        return batch;
    }

    void runOn(Executor threads) {
        threads.execute(
                () -> {
                    try {
                        end.complete(all());
                    } catch (ProblemException problem) {
                        LOG.info("replay {} ended early: {}", order.batchId(), problem.problem());
                        end.completeExceptionally(problem);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        end.completeExceptionally(e);
                    } catch (RuntimeException bug) {
                        LOG.error("replay {} failed", order.batchId(), bug);
                        end.completeExceptionally(bug);
                    } finally {
                        replays.ended(order);
                    }
                });
    }

    private BatchState all() throws InterruptedException {
        batch = replays.earlier(order);
        if (batch.getSealed()) {
            return batch;
        }
        List<Wanted> wanted = replays.wanted(order);
        wanted.stream().filter(Wanted::isKnown).forEach(one -> open.put(one.scanId(), one));
        if (!open.isEmpty() || isSince()) {
            replays.pages().read(from.topics(), replays.since(order, wanted), keys(), this::visit);
        }
        giveBack();
        run.await();
        Instant kept = replays.now().minus(from.retention());
        List<Wanted> missing =
                replays.explained(
                        order,
                        wanted.stream().filter(one -> !taken.contains(one.scanId())).toList(),
                        MOST_REJECTIONS_TOLD);
        if (taken.isEmpty() && !missing.isEmpty() && !answered) {
            throw nothing(missing, kept);
        }
        return seal(missing, kept);
    }

    /// Pages are keyed by scan, audits by content: of those nobody knows the partition.
    private Collection<String> keys() {
        return from == From.ANALYZE && open.size() <= FEW ? Set.copyOf(open.keySet()) : Set.of();
    }

    private boolean isSince() {
        return order.request().which() instanceof Which.Since;
    }

    private boolean visit(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        String subject =
                EventHeaders.get(record.headers(), EventHeaders.SUBJECT)
                        .orElseGet(() -> keyOf(record));
        boolean matters = isSince() ? !taken.contains(subject) : open.containsKey(subject);
        if (matters && record.value() != null) {
            take(record);
        }
        return isSince() || !open.isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        Repeat repeat;
        try {
            repeat = Repeat.of(from, record);
        } catch (UndecodableEventException e) {
            LOG.warn("replay {} leaves out a record: {}", order.batchId(), e.getMessage());
            return;
        }
        ScanOrder then = repeat.order();
        boolean repeated = isSince() && then.getReplayOf() != null;
        if (repeated || !then.getTenant().equals(order.tenant()) || !taken.add(then.getScanId())) {
            return;
        }
        open.remove(then.getScanId());
        pending.add(repeat);
        pendingBytes += record.serializedValueSize();
        if (pending.size() >= MOST_AT_ONCE || pendingBytes >= MOST_BYTES_AT_ONCE) {
            giveBack();
        }
    }

    private void giveBack() throws InterruptedException {
        leaveOutErased();
        if (pending.isEmpty()) {
            return;
        }
        if (!begun) {
            begun = true;
            replays.log().write(batch);
        }
        Map<String, SpeedReport> speeds = replays.speeds(measured());
        List<Given> given = new ArrayList<>();
        for (Repeat repeat : pending) {
            ScanOrder again = again(repeat, batch.getAccepted() + given.size());
            TopicSpec topic = from.topic(again.getLane());
            Optional<TraceParent> trace =
                    run.begin(
                            topic,
                            repeat.key(again),
                            repeat.event(again, speeds),
                            EventIds.of(again.getScanId(), "replay", topic.name()),
                            again.getScanId());
            given.add(new Given(again, trace.orElse(null)));
        }
        run.await();
        for (Given one : given) {
            run.follow(Repeat.acceptance(one.again()), one.trace());
        }
        batch =
                BatchState.newBuilder(batch)
                        .setAccepted(batch.getAccepted() + given.size())
                        .build();
        pending.clear();
        pendingBytes = 0;
    }

    private void leaveOutErased() throws InterruptedException {
        List<String> found = pending.stream().map(one -> one.order().getScanId()).toList();
        Set<String> kept = replays.kept(order.tenant(), found);
        pending.removeIf(one -> !kept.contains(one.order().getScanId()));
        found.stream().filter(scanId -> !kept.contains(scanId)).forEach(taken::remove);
    }

    /// Scans whose measurement the report store may have.
    private Set<String> measured() {
        return from == From.GENERATE
                ? Set.of()
                : pending.stream()
                        .filter(repeat -> repeat.order().getFeatures().contains(Feature.PSI))
                        .map(Repeat::origin)
                        .collect(Collectors.toSet());
    }

    private ScanOrder again(Repeat repeat, int position) {
        boolean few =
                order.request().which() instanceof Which.Scans(List<String> ids)
                        && ids.size() <= FEW;
        return ScanOrder.newBuilder(repeat.order())
                .setScanId(replays.ids().ofLine(order.batchId(), order.tenant(), position))
                .setBatchId(order.batchId())
                .setBatchIndex(position)
                .setLane(few ? Lane.INTERACTIVE : Lane.BATCH)
                .setSubmittedAt(replays.now())
                .setQueueTtlMillis(replays.queueTtl().toMillis())
                .setReplayOf(repeat.origin())
                .setReplayFrom(from.stage())
                .build();
    }

    private BatchState seal(List<Wanted> missing, Instant kept) throws InterruptedException {
        BatchState sealed =
                BatchState.newBuilder(batch)
                        .setSealed(true)
                        .setRejected(missing.size())
                        .setRejections(
                                missing.stream()
                                        .limit(MOST_REJECTIONS_TOLD)
                                        .map(
                                                one ->
                                                        new LineRejection(
                                                                (long) one.number(),
                                                                one.scanId(),
                                                                one.reason(from, kept)))
                                        .toList())
                        .setRequestHash(order.keyed() ? order.request().hash() : null)
                        .build();
        replays.log().write(sealed);
        batch = sealed;
        return sealed;
    }

    private ProblemException nothing(List<Wanted> missing, Instant kept) {
        ProblemType type = ProblemType.CONFLICT;
        if (missing.stream().noneMatch(one -> one.isKnown() || one.forgotten())) {
            type = ProblemType.NOT_FOUND;
        } else if (missing.stream().anyMatch(one -> one.isGone(kept))) {
            type = ProblemType.GONE;
        }
        String field = order.request().which() instanceof Which.Batch ? "batchId" : "scanIds";
        return ProblemException.fields(
                type,
                missing.stream()
                        .limit(MOST_ERRORS_TOLD)
                        .map(
                                one ->
                                        new FieldError(
                                                field,
                                                one.scanId() + ": " + one.reason(from, kept)))
                        .toList());
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
