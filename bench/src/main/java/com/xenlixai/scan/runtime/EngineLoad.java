package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// The engine's poll loop, window and workers around a function of the measurement's, without
/// outputs and status events: what is beside a plain listener that writes nothing either. It stands
/// in the engine's package to reach its inside, which nobody else may.
public final class EngineLoad {

    /// What is done with one record.
    @FunctionalInterface
    public interface Work {

        /// @param partition of the record
        /// @param offset of the record
        void on(int partition, long offset, byte[] value) throws InterruptedException;
    }

    private EngineLoad() {}

    /// Reads a topic from its beginning with a new group, and stops when so many records are done.
    ///
    /// @param settings of `xenlix.stage.*`, without that prefix
    /// @return from the first record's start until the last one is done and committed
    public static Duration run(
            String bootstrapServers,
            String group,
            String topic,
            int records,
            Map<String, String> settings,
            Work work)
            throws InterruptedException {
        var clients = new Clients(new KafkaSettings(bootstrapServers, 12, (short) 1), group);
        var done = new CountDownLatch(records);
        var begun = new AtomicLong();
        RecordWork each =
                arrival -> {
                    if (begun.get() == 0) {
                        begun.compareAndSet(0, System.nanoTime());
                    }
                    work.on(
                            arrival.raw().partition(),
                            arrival.raw().offset(),
                            arrival.raw().value());
                    done.countDown();
                };
        StageSettings bound = settings(settings);
        var intake =
                new Intake(
                        group,
                        clients.member(group, bound.maxPollRecords(), bound.classic()),
                        Map.of(topic, Lane.BATCH),
                        bound,
                        each,
                        _ -> false);
        Thread loop = Thread.ofPlatform().name(group).start(intake);
        if (!done.await(30, TimeUnit.MINUTES)) {
            throw new IllegalStateException(done.getCount() + " records were not done in time");
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun.get());
        intake.stop();
        loop.join();
        return taken;
    }

    private static StageSettings settings(Map<String, String> values) {
        var prefixed = new HashMap<String, String>();
        values.forEach((key, value) -> prefixed.put("xenlix.stage." + key, value));
        return new Binder(new MapConfigurationPropertySource(prefixed))
                .bindOrCreate("xenlix.stage", StageSettings.class);
    }
}
