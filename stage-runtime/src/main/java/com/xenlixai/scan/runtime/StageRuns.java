package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.Lane;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What the engine does for a stage that keeps its own timetable ({@link StageSource}): outcomes,
/// retries, dead letters, status events and meters are the same as for every other stage.
/// Thread-safe.
///
/// @param <I> the event that the stage works on
public interface StageRuns<I extends SpecificRecord> {

    /// Works on one record, once. When this returns, all that follows from it is in the log.
    ///
    /// @param record as it came, or with the headers that {@link #again} put on it
    /// @throws InterruptedException when the process stops; the record is to run again
    RunEnding run(ConsumerRecord<byte[], byte[]> record, Lane lane, Step<I> step)
            throws InterruptedException;

    /// Tells the scan of that record that it waits for its turn. Best effort.
    void tellWait(ConsumerRecord<byte[], byte[]> record, Lane lane, Instant until);

    /// Notes in a record's headers what its next run must know.
    void again(ConsumerRecord<byte[], byte[]> record, int attempt, Instant deadline);

    /// Whether the next stage's lag holds that lane back.
    boolean holdsBack(Lane lane);

    /// What `scan-control` says of a scan, a batch or a site.
    Optional<ControlKind> told(String key);

    /// Sends a record of the stage's own and waits until the log has it.
    void write(ProducerRecord<byte[], byte[]> message) throws InterruptedException;

    /// From now on steps are interrupted because the process stops.
    void stopping();
}
