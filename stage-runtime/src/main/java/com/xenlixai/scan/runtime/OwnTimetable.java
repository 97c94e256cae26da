package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.ControlKind;
import com.xenlixai.scan.contract.event.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A {@link StageSource} with what the engine does for it.
final class OwnTimetable<I extends SpecificRecord> {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final StageSource<I> source;
    private final Function<RunningStage, StageRunner<I>> runners;
    private volatile boolean ended;

    OwnTimetable(StageSource<I> source, Function<RunningStage, StageRunner<I>> runners) {
        this.source = source;
        this.runners = runners;
    }

    StageSource<I> source() {
        return source;
    }

    void begin(RunningStage stage) throws InterruptedException {
        var runner = runners.apply(stage);
        source.begin(new Runs<>(stage, runner));
        while (!ended) {
            runner.tick();
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    void end() {
        source.end();
        ended = true;
    }

    private record Runs<I extends SpecificRecord>(RunningStage stage, StageRunner<I> runner)
            implements StageRuns<I> {

        @Override
        public RunEnding run(ConsumerRecord<byte[], byte[]> record, Lane lane, Step<I> step)
                throws InterruptedException {
            return runner.runOnce(new Arrival(record, lane), step);
        }

        @Override
        public void tellWait(ConsumerRecord<byte[], byte[]> record, Lane lane, Instant until) {
            runner.tellWait(new Arrival(record, lane), until);
        }

        @Override
        public void again(ConsumerRecord<byte[], byte[]> record, int attempt, Instant deadline) {
            Arrival.mark(record.headers(), attempt, deadline);
        }

        @Override
        public boolean holdsBack(Lane lane) {
            return stage.holds(lane);
        }

        @Override
        public Optional<ControlKind> told(String key) {
            return stage.control().of(key);
        }

        @Override
        public void write(ProducerRecord<byte[], byte[]> message) throws InterruptedException {
            var delivery = new Delivery(stage.outbox());
            delivery.send(message);
            delivery.flush();
        }

        @Override
        public void stopping() {
            runner.stopping();
        }
    }
}
