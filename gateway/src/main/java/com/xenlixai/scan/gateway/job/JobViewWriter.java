package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.UndecodableEventException;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.ScanOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
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
    private final Continuity continuity;
    private final Clock clock;
    private @Nullable ProcessorContext<Void, Void> context;
    private @Nullable KeyValueStore<Bytes, byte[]> store;
    private boolean missedOne;

    JobViewWriter(
            JobView view,
            Waiters<JobState> waiters,
            AcceptedJobs accepted,
            JobMeters meters,
            Continuity continuity,
            Clock clock) {
        this.view = view;
        this.accepted = accepted;
        this.waiters = waiters;
        this.meters = meters;
        this.continuity = continuity;
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Void, Void> globalContext) {
        context = globalContext;
        KeyValueStore<Bytes, byte[]> opened = globalContext.getStateStore(JobTopology.VIEW);
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
                learn(EventCodec.decode(record.value(), JobState.class), record);
            }
        } catch (UndecodableEventException e) {
            // The arbiter writes this topic alone, so this is a gateway older than the arbiter:
            // what it knows of the job stays.
            missedOne = true;
            LOG.warn("job {} cannot be read: {}", scanId, e.getMessage());
        }
    }

    private void learn(JobState job, Record<byte[], byte[]> record) {
        ScanOrder order = job.getOrder();
        if (order == null) {
            return;
        }
        Bytes newest = ViewKeys.newest(job, order);
        StatusBefore before = told(record).orElse(null);
        if (before == null) {
            ViewEntry known = entry(newest);
            // After a crash the topic is read again from an earlier place: the view does not go
            // back.
            if (known != null && known.version() >= job.getVersion()) {
                return;
            }
            before = new StatusBefore(known == null ? null : known.status());
        }
        var written =
                List.of(
                        KeyValue.pair(ViewKeys.job(job.getScanId()), record.value()),
                        KeyValue.pair(newest, ViewEntry.of(job).encode()));
        view.write(job.getScanId(), () -> store().putAll(written));
        if (before.status() != job.getStatus()) {
            view.counted(
                    order.getTenant(),
                    before.status(),
                    job.getStatus(),
                    order.getSubmittedAt().toEpochMilli());
        }
        view.changed();
        meters.seen(job, clock.instant());
        waiters.changed(job.getScanId(), job);
        accepted.seen(job.getScanId());
    }

    /// What the record says of the job it replaces, where that is what this view has: to find it
    /// among a million jobs takes longer than all the rest.
    private Optional<StatusBefore> told(Record<byte[], byte[]> record) {
        boolean follows =
                !missedOne
                        && context()
                                .recordMetadata()
                                .filter(from -> continuity.reaches(from, record.timestamp()))
                                .isPresent();
        return follows ? StatusBefore.read(record.headers()) : Optional.empty();
    }

    private @Nullable ViewEntry entry(Bytes newest) {
        byte[] stored = store().get(newest);
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

    private ProcessorContext<Void, Void> context() {
        if (context == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return context;
    }

    private KeyValueStore<Bytes, byte[]> store() {
        if (store == null) {
            throw new IllegalStateException("the processor was not initialised");
        }
        return store;
    }
}
