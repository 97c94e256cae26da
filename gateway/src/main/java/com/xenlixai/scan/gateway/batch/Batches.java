package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.access.UrlQuota;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Batches that the gateway itself orders. Thread-safe.
public final class Batches {

    private final BatchIntake intake;
    private final BatchBoard board;
    private final JobIds ids;

    Batches(BatchIntake intake, BatchBoard board, JobIds ids) {
        this.intake = intake;
        this.board = board;
        this.ids = ids;
    }

    /// The id of the batch that this key stands for, whoever asks.
    ///
    /// @param at what the key is bound to; the batch's age is counted from that day on
    public String idOf(String tenant, String key, Instant at) {
        return ids.derive(IdKind.BATCH, tenant, key, LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /// Orders a batch, or what an earlier order of the same id has left undone. Blocking, for
    /// virtual threads.
    ///
    /// @param batchId from {@link #idOf}
    /// @param json as a client would send it
    /// @param urls whose quota counts it
    /// @throws com.xenlixai.scan.gateway.problem.ProblemException as for a client
    public void order(String tenant, String batchId, byte[] json, UrlQuota urls)
            throws InterruptedException {
        try {
            intake.take(
                    new BatchIntake.Upload(
                            tenant, batchId, true, UploadFormat.JSON, Set.of(), urls, null),
                    new ByteArrayInputStream(json));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    /// Whether the batch has come to its end. Fails as a client's question does.
    public Mono<Boolean> isOver(String tenant, String batchId) {
        return board.find(tenant, batchId).map(BatchDocument::over);
    }
}
