package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// The way from reactive requests to the blocking intake, a virtual thread for each upload. A client
/// is read from as fast as the log takes its lines. Thread-safe.
public final class BatchUploads {

    private static final Logger LOG = LoggerFactory.getLogger(BatchUploads.class);
    private static final int MOST = 100;
    private static final int BUFFERS_AHEAD = 16;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final BatchIntake intake;
    private final BatchCancellation cancellation;
    private final BatchView batches;
    private final JobIds ids;
    private final Scheduler threads;
    private final Semaphore free = new Semaphore(MOST);

    BatchUploads(
            BatchIntake intake,
            BatchCancellation cancellation,
            BatchView batches,
            JobIds ids,
            Scheduler threads) {
        this.intake = intake;
        this.cancellation = cancellation;
        this.batches = batches;
        this.ids = ids;
        this.threads = threads;
    }

    /// The batch that this key stands for, today or since yesterday.
    public String keyed(String tenant, String key) {
        LocalDate today = ids.today();
        String earlier = ids.derive(IdKind.BATCH, tenant, key, today.minusDays(1));
        return batches.find(earlier).isPresent()
                ? earlier
                : ids.derive(IdKind.BATCH, tenant, key, today);
    }

    Mono<BatchState> take(BatchIntake.Upload upload, Flux<DataBuffer> body) {
        return blocking(
                () -> {
                    if (!free.tryAcquire()) {
                        throw ProblemException.unavailable(
                                "Too many uploads are under way.", RETRY_AFTER);
                    }
                    try (InputStream input =
                            UploadStream.of(
                                    new UploadPace(LONGEST_SILENCE)
                                            .kept(body)
                                            .timeout(LONGEST_SILENCE),
                                    BUFFERS_AHEAD)) {
                        return intake.take(upload, input);
                    } catch (IOException e) {
                        LOG.info("upload of batch {} was cut off", upload.batchId());
                        throw cutOff(e).with("batchId", upload.batchId());
                    } catch (InterruptedException e) {
                        // The client has gone, and with it whoever would read the answer.
                        Thread.currentThread().interrupt();
                        LOG.info("upload of batch {} was given up", upload.batchId());
                        throw cutOff(new IOException(e)).with("batchId", upload.batchId());
                    } finally {
                        free.release();
                    }
                });
    }

    Mono<Void> cancel(BatchState batch) {
        return blocking(
                        () -> {
                            cancellation.cancel(batch);
                            return batch;
                        })
                .then();
    }

    private <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(threads);
    }

    private static ProblemException cutOff(IOException error) {
        return NestedExceptionUtils.getMostSpecificCause(error) instanceof TimeoutException
                ? ProblemException.of(
                        ProblemType.REQUEST_TIMEOUT, "The upload stood still for too long.")
                : ProblemException.of(ProblemType.CLIENT_ERROR, "The upload was cut off.");
    }
}
