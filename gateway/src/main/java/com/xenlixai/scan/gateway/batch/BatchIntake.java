package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.EventIds;
import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.LineRejection;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.StatusEvent;
import com.xenlixai.scan.contract.event.StatusKind;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.access.Scope;
import com.xenlixai.scan.gateway.access.UrlQuota;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.job.JobView;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.sitemap.Sitemaps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes uploads in. Each good line becomes a scan as it arrives; the batch is sealed once all of
/// them are in the log. An upload that is cut off leaves its batch unsealed, and the scans that it
/// has made go on; sent again with the same key it makes the missing ones. Blocking, for virtual
/// threads; thread-safe.
final class BatchIntake {

    private static final int MOST_REJECTIONS_TOLD = 100;
    private static final int MOST_OF_A_VALUE = 200;

    private final JobIds ids;
    private final JobView jobs;
    private final BatchView batches;
    private final BatchLog log;
    private final ScanRequestReader requests;
    private final Sitemaps sitemaps;
    private final BatchCallbacks callbacks;
    private final Clock clock;
    private final Duration queueTtl;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    BatchIntake(
            JobIds ids,
            JobView jobs,
            BatchView batches,
            BatchLog log,
            ScanRequestReader requests,
            Sitemaps sitemaps,
            BatchCallbacks callbacks,
            Clock clock,
            Duration queueTtl) {
        this.ids = ids;
        this.jobs = jobs;
        this.batches = batches;
        this.log = log;
        this.requests = requests;
        this.sitemaps = sitemaps;
        this.callbacks = callbacks;
        this.clock = clock;
        this.queueTtl = queueTtl;
    }

    /// What is taken in.
    ///
    /// @param batchId new, or that of an earlier upload with the same key
    /// @param keyed whether the same upload may come again
    /// @param scopes what the caller's key may be used for
    /// @param urls how many lines may become scans
    /// @param callback where to tell of the batch's end; null when at most the upload itself says
    record Upload(
            String tenant,
            String batchId,
            boolean keyed,
            UploadFormat format,
            Set<Scope> scopes,
            UrlQuota urls,
            @Nullable ScanUrl callback) {

        /// One that nobody counts.
        Upload(String tenant, String batchId, boolean keyed, UploadFormat format) {
            this(tenant, batchId, keyed, format, Set.of(), UrlQuota.UNLIMITED, null);
        }
    }

    /// The sealed batch.
    ///
    /// @throws ProblemException 400 when the upload cannot be read, 409 when the same one is under
    ///     way, 422 when the key belongs to another upload, 503 when the log does not take it; where
    ///     scans were made before that, the problem tells how many
    BatchState take(Upload upload, InputStream body) throws IOException, InterruptedException {
        if (!underWay.add(upload.batchId())) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "An upload with this Idempotency-Key is under way.");
        }
        try (Lines lines = upload.format().open(body, requests, sitemaps)) {
            BatchState known = batches.find(upload.batchId()).orElse(null);
            return known != null && known.getSealed()
                    ? compared(known, lines)
                    : new Taking(upload, lines, known).all();
        } finally {
            underWay.remove(upload.batchId());
        }
    }

    private static BatchState compared(BatchState known, Lines lines) throws IOException {
        MessageDigest digest = digest(lines);
        Line line = lines.identity().isPresent() ? null : lines.next();
        while (line != null) {
            digest(digest, line);
            line = lines.next();
        }
        if (!hex(digest).equals(known.getRequestHash())) {
            throw anotherUpload();
        }
        return known;
    }

    /// One upload on its way in.
    private final class Taking {

        private final Upload upload;
        private final boolean again;
        private final Instant submittedAt;
        private final Lines lines;
        private final MessageDigest digest;
        private final BatchLog.Run run = log.run();
        private final List<LineRejection> rejections = new ArrayList<>();
        private int accepted;
        private long rejected;

        Taking(Upload upload, Lines lines, @Nullable BatchState known) {
            this.upload = upload;
            this.lines = lines;
            digest = digest(lines);
            again = known != null;
            submittedAt = known == null ? clock.instant() : known.getSubmittedAt();
        }

        BatchState all() throws IOException, InterruptedException {
            log.write(state(false));
            try (var quota = new LineQuota(upload.urls())) {
                Line line = lines.next();
                while (line != null) {
                    if (lines.identity().isEmpty()) {
                        digest(digest, line);
                    }
                    take(line, quota);
                    line = lines.next();
                }
                run.await();
                awaitEnd();
            } catch (ProblemException e) {
                throw e.with("batchId", upload.batchId()).with("begun", accepted);
            }
            BatchState sealed = state(true);
            log.write(sealed);
            return sealed;
        }

        private void take(Line line, LineQuota quota) throws InterruptedException {
            switch (line) {
                case Line.Good good -> {
                    FieldError beyond = good.request().beyond(upload.scopes()).orElse(null);
                    if (beyond == null) {
                        take(good, quota);
                    } else {
                        reject(good.number(), good.text(), beyond.field() + " " + beyond.reason());
                    }
                }
                case Line.Bad(long number, String text, String reason) ->
                        reject(number, text, reason);
            }
        }

        private void take(Line.Good line, LineQuota quota) throws InterruptedException {
            StatusEvent acceptance = acceptance(line);
            boolean paid = again && jobs.find(acceptance.getScanId()).isPresent();
            if (paid || quota.takeOne()) {
                run.send(acceptance);
                accepted++;
            } else if (accepted == 0) {
                throw upload.urls().exceeded();
            } else {
                String limit = upload.urls().exceeded().problem().detail();
                reject(line.number(), line.text(), limit == null ? "" : limit);
            }
        }

        private void reject(long number, String text, String reason) {
            rejected++;
            if (rejections.size() < MOST_REJECTIONS_TOLD) {
                rejections.add(new LineRejection(number, cut(text), reason));
            }
        }

        /// No batch ends before it is sealed, so nobody is told too late.
        private void awaitEnd() throws InterruptedException {
            ScanUrl url = upload.callback();
            String own = lines.callback().orElse(null);
            if (url == null && own != null) {
                url = requests.callback(own);
            }
            if (url != null) {
                callbacks.awaitBatch(upload.batchId(), upload.tenant(), url);
            }
        }

        private StatusEvent acceptance(Line.Good line) throws InterruptedException {
            String scanId = ids.ofLine(upload.batchId(), upload.tenant(), accepted);
            ScanOrder order =
                    line.request()
                            .batchOrder(
                                    scanId,
                                    upload.tenant(),
                                    upload.batchId(),
                                    accepted,
                                    clock.instant(),
                                    queueTtl);
            if (again) {
                refuseAnother(scanId, order);
            }
            ScanUrl callback = line.request().callback();
            if (callback != null) {
                callbacks.awaitScan(scanId, upload.tenant(), callback);
            }
            return StatusEvent.newBuilder()
                    .setEventId(EventIds.status(scanId, StatusKind.ACCEPTED, null, 1))
                    .setScanId(scanId)
                    .setBatchId(upload.batchId())
                    .setBatchIndex(accepted)
                    .setKind(StatusKind.ACCEPTED)
                    .setOccurredAt(order.getSubmittedAt())
                    .setOrder(order)
                    .build();
        }

        private void refuseAnother(String scanId, ScanOrder order) {
            JobState job = jobs.find(scanId).orElse(null);
            ScanOrder earlier = job == null ? null : job.getOrder();
            if (earlier != null && !earlier.getUrl().equals(order.getUrl())) {
                throw anotherUpload();
            }
        }

        private BatchState state(boolean sealed) {
            return BatchState.newBuilder()
                    .setBatchId(upload.batchId())
                    .setTenant(upload.tenant())
                    .setSubmittedAt(submittedAt)
                    .setSealed(sealed)
                    .setAccepted(accepted)
                    .setRejected(rejected)
                    .setRejections(List.copyOf(rejections))
                    .setRequestHash(sealed && upload.keyed() ? hex(digest) : null)
                    .build();
        }
    }

    private static ProblemException anotherUpload() {
        return ProblemException.of(
                ProblemType.KEY_REUSED, "The Idempotency-Key was used with another upload before.");
    }

    private static String cut(String text) {
        return text.length() > MOST_OF_A_VALUE ? text.substring(0, MOST_OF_A_VALUE) : text;
    }

    private static void digest(MessageDigest digest, Line line) {
        digest.update(line.text().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Of what tells the upload from others before its lines are read.
    private static MessageDigest digest(Lines lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.identity()
                    .ifPresent(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
