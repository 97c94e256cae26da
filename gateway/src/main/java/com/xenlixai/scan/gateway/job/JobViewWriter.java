package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes `scan-jobs` into the view and tells who waits. Runs on the one thread that keeps the
/// view, also while the view is restored.
final class JobViewWriter implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(JobViewWriter.class);

    private final JobView view;
    private final Waiters<JobState> waiters;
    private final AcceptedJobs accepted;
    private final JobMeters meters;
    private final Clock clock;
    private @Nullable KeyValueStore<Bytes, byte[]> store;

    JobViewWriter(
            JobView view,
            Waiters<JobState> waiters,
            AcceptedJobs accepted,
            JobMeters meters,
            Clock clock) {
        this.view = view;
        this.accepted = accepted;
        this.waiters = waiters;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        KeyValueStore<Bytes, byte[]> opened = context.getStateStore(JobTopology.VIEW);
        store = opened;
        view.open(opened);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String scanId = new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (record.value() == null) {
                forget(scanId);
            } else {
                learn(EventCodec.decode(record.value(), JobState.class), record.value());
            }
        } catch (UndecodableEventException e) {
            // The arbiter writes this topic alone, so this is a gateway older than the arbiter:
            // what it knows of the job stays.
            LOG.warn("job {} cannot be read: {}", scanId, e.getMessage());
        }
    }

    private void learn(JobState job, byte[] encoded) {
        ScanOrder order = job.getOrder();
        if (order == null) {
            return;
        }
        ViewEntry before = entry(job, order);
        // After a crash the topic is read again from an earlier place: the view does not go back.
        if (before != null && before.version() >= job.getVersion()) {
            return;
        }
        view.write(job.getScanId(), () -> store().put(ViewKeys.job(job.getScanId()), encoded));
        store().put(ViewKeys.newest(job, order), ViewEntry.of(job).encode());
        JobStatus status = before == null ? null : before.status();
        if (status != job.getStatus()) {
            view.counted(
                    order.getTenant(),
                    status,
                    job.getStatus(),
                    order.getSubmittedAt().toEpochMilli());
        }
        view.changed();
        meters.seen(job, clock.instant());
        waiters.changed(job.getScanId(), job);
        accepted.seen(job.getScanId());
    }

    private @Nullable ViewEntry entry(JobState job, ScanOrder order) {
        byte[] stored = store().get(ViewKeys.newest(job, order));
        return stored == null ? null : ViewEntry.decode(stored);
    }

    private void forget(String scanId) {
        JobState job = known(scanId);
        if (job == null) {
            return;
        }
        ScanOrder order = job.getOrder();
        view.write(scanId, () -> store().delete(ViewKeys.job(scanId)));
        store().delete(ViewKeys.newest(job, order));
        view.changed();
        view.counted(
                order.getTenant(), job.getStatus(), null, order.getSubmittedAt().toEpochMilli());
        accepted.seen(scanId);
    }

    private @Nullable JobState known(String scanId) {
        byte[] stored = store().get(ViewKeys.job(scanId));
        return stored == null ? null : EventCodec.decode(stored, JobState.class);
    }

    private KeyValueStore<Bytes, byte[]> store() {
        if (store == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return store;
    }
}
