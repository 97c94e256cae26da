package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.contract.EventCodec;
import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the view has in memory is what its store has.
class JobViewTest {

    private static final String SCAN = "01k0000000000000000000000000000000";

    private final JobView view = new JobView();
    private final KeyValueStore<Bytes, byte[]> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("view"),
                            Serdes.Bytes(),
                            Serdes.ByteArray())
                    .withLoggingDisabled()
                    .build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        view.open(store);
    }

    @Test
    void aJobThatHasNotChangedIsTheSameObject() {
        write(1);

        JobState first = view.find(SCAN).orElseThrow();

        assertThat(view.find(SCAN).orElseThrow()).isSameAs(first);
    }

    @Test
    void whatIsReadAfterAChangeIsTheChangedJob() {
        for (long version = 1; version <= 3; version++) {
            write(version);
            assertThat(view.find(SCAN).orElseThrow().getVersion()).isEqualTo(version);
        }
        view.write(SCAN, () -> store.delete(ViewKeys.job(SCAN)));
        assertThat(view.find(SCAN)).isEmpty();
        write(4);
        assertThat(view.find(SCAN).orElseThrow().getVersion()).isEqualTo(4);
    }

    @Test
    void aJobThatIsNotThereIsNotRemembered() {
        assertThat(view.find(SCAN)).isEmpty();
        write(1);
        assertThat(view.find(SCAN)).isPresent();
    }

    @Test
    void aClosedStoreIsNotSpokenForFromMemory() {
        write(1);
        assertThat(view.find(SCAN)).isPresent();

        store.close();

        assertThatThrownBy(() -> view.find(SCAN)).isInstanceOf(ProblemException.class);
    }

    /// The readers' versions only grow while the job changes under them, and in the end are the last.
    @Test
    void noReaderGoesBackInTime() throws Exception {
        int last = 500;
        write(1);
        var done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> ends = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ends.add(readers.submit(reading(done)));
            }
            for (long version = 2; version <= last; version++) {
                write(version);
            }
            done.set(true);
            for (Future<Long> end : ends) {
                assertThat(end.get()).isEqualTo(last);
            }
        }
    }

    private Callable<Long> reading(AtomicBoolean done) {
        return () -> {
            long newest = 0;
            boolean over = false;
            while (!over) {
                over = done.get();
                long version = view.find(SCAN).orElseThrow().getVersion();
                assertThat(version).isGreaterThanOrEqualTo(newest);
                newest = version;
            }
            return newest;
        };
    }

    private void write(long version) {
        JobState job = JobState.newBuilder(JobMachine.begin(SCAN)).setVersion(version).build();
        view.write(SCAN, () -> store.put(ViewKeys.job(SCAN), EventCodec.encode(job)));
    }
}
