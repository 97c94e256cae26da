package com.xenlixai.scan.gateway.webhook;

import com.xenlixai.scan.contract.event.FailureDetail;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.archive.EndedJobs;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.job.JobLinks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// Who wants to be told of which scan's or batch's end, in the table `callback`, and the messages
/// that come of it. The addresses stay out of the log: they often hold secrets. Non-blocking and
/// thread-safe.
public final class Callbacks implements EndedJobs {

    private static final String SCAN_FINISHED = "scan.finished";
    private static final String BATCH_FINISHED = "batch.finished";

    private final DatabaseClient database;
    private final DatabaseGuard guard;
    private final DeliveryStore deliveries;
    private final JsonMapper json;
    private final Clock clock;

    Callbacks(
            DatabaseClient database,
            DatabaseGuard guard,
            DeliveryStore deliveries,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.guard = guard;
        this.deliveries = deliveries;
        this.json = json;
        this.clock = clock;
    }

    /// What may end.
    public enum Subject {
        SCAN,
        BATCH
    }

    /// A batch whose end somebody waits for.
    public record Awaited(String batchId, String tenant, String url) {}

    /// Wants the end told to that address. To be called before the log has the subject; the first
    /// address stays. Fails with 503 when the database is not to be had.
    public Mono<Void> ask(Subject kind, String subject, String tenant, ScanUrl url) {
        return guard.bounded(
                database.sql(
                                """
                                insert into callback (subject, kind, tenant, url) values ($1, $2, $3, $4)
                                on conflict (subject) do nothing
                                """)
                        .bind(0, subject)
                        .bind(1, kind.name())
                        .bind(2, tenant)
                        .bind(3, url.text())
                        .then());
    }

    @Override
    public Mono<Void> ended(List<JobState> jobs) {
        Map<String, JobState> byId = new LinkedHashMap<>();
        jobs.forEach(job -> byId.put(job.getScanId(), job));
        return database.sql(
                        """
                        select subject, tenant, url from callback
                        where subject = any($1) and kind = 'SCAN' and told_at is null
                        """)
                .bind(0, byId.keySet().toArray(String[]::new))
                .map(
                        row ->
                                message(
                                        Objects.requireNonNull(row.get("tenant", String.class)),
                                        Objects.requireNonNull(row.get("url", String.class)),
                                        Objects.requireNonNull(
                                                byId.get(row.get("subject", String.class)))))
                .all()
                .collectList()
                .flatMap(messages -> messages.isEmpty() ? Mono.empty() : write(messages));
    }

    /// Batches whose end is awaited, the oldest first.
    public Mono<List<Awaited>> awaitedBatches(int most) {
        return guard.bounded(
                database.sql(
                                """
                                select subject, tenant, url from callback
                                where kind = 'BATCH' and told_at is null order by created_at limit $1
                                """)
                        .bind(0, most)
                        .map(
                                row ->
                                        new Awaited(
                                                Objects.requireNonNull(
                                                        row.get("subject", String.class)),
                                                Objects.requireNonNull(
                                                        row.get("tenant", String.class)),
                                                Objects.requireNonNull(
                                                        row.get("url", String.class))))
                        .all()
                        .collectList());
    }

    /// The batch has come to its end; told once, whoever says so and however often.
    ///
    /// @param document what the receiver is told of it
    public Mono<Void> ended(Awaited batch, Object document) {
        return guard.bounded(
                write(
                        List.of(
                                Message.of(
                                        batch.tenant(),
                                        batch.batchId(),
                                        BATCH_FINISHED,
                                        batch.url(),
                                        clock.instant(),
                                        document,
                                        json))));
    }

    /// Any other news, told once for its subject and type.
    public Mono<Void> tell(
            String tenant, String subject, String type, String url, Object document) {
        return guard.bounded(
                deliveries.add(
                        List.of(
                                Message.of(
                                        tenant,
                                        subject,
                                        type,
                                        url,
                                        clock.instant(),
                                        document,
                                        json))));
    }

    /// Nobody waits for the batch any more, as it will never end.
    public Mono<Void> forget(Awaited batch) {
        return guard.bounded(told(List.of(batch.batchId())));
    }

    private Mono<Void> write(List<Message> messages) {
        List<String> subjects = new ArrayList<>();
        messages.forEach(message -> subjects.add(message.subject()));
        return deliveries.add(messages).then(told(subjects));
    }

    private Mono<Void> told(List<String> subjects) {
        return database.sql("update callback set told_at = now() where subject = any($1)")
                .bind(0, subjects.toArray(String[]::new))
                .then();
    }

    private Message message(String tenant, String url, JobState job) {
        return Message.of(
                tenant, job.getScanId(), SCAN_FINISHED, url, clock.instant(), data(job), json);
    }

    private static Map<String, @Nullable Object> data(JobState job) {
        ScanOrder order = job.getOrder();
        FailureDetail failure = job.getFailure();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("scanId", job.getScanId());
        data.put("status", job.getStatus());
        data.put("url", order == null ? null : order.getUrl());
        data.put("batchId", order == null ? null : order.getBatchId());
        data.put("cause", failure == null ? null : failure.getCause());
        data.put("message", failure == null ? null : failure.getMessage());
        data.put("finishedAt", job.getFinishedAt());
        data.put("links", JobLinks.of(job.getScanId()));
        data.values().removeIf(Objects::isNull);
        return data;
    }
}
