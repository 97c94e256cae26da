package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.CommitMetadata;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The promise of the window against a model of a log, its group and its owners, with random
/// finishing orders, gaps, lost commits, takeovers and crashes.
class PartitionWindowTest {

    private static final int RECORDS = 40;
    private static final int SPAN = 120;

    static LongStream seeds() {
        // A fixed part, and one that is new in each run; the name of a failed case is its seed.
        return LongStream.concat(
                LongStream.range(0, 300),
                LongStream.generate(System::nanoTime)
                        .limit(Integer.getInteger("xenlix.test.seeds", 50)));
    }

    /// What the broker knows: which offsets hold records, and what was committed last.
    private static final class Log {
        final TreeSet<Long> offsets = new TreeSet<>();
        final long end;
        OffsetAndMetadata committed = new OffsetAndMetadata(0);

        Log(SplittableRandom random, int records) {
            long offset = 0;
            for (int i = 0; i < records; i++) {
                // Markers and compaction leave offsets without a record.
                offset += random.nextInt(10) == 0 ? random.nextInt(1, 9) : 0;
                offsets.add(offset++);
            }
            end = offset + random.nextInt(3);
        }

        long nextFrom(long position) {
            Long next = offsets.ceiling(position);
            return next == null ? -1 : next;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverCommitsPastAnUnfinishedRecordAndNeverRepeatsWhatWasCommitted(long seed) {
        var random = new SplittableRandom(seed);
        var log = new Log(random, 300 + random.nextInt(400));
        Set<Long> done = new HashSet<>();
        Set<Long> knownToGroup = new HashSet<>();
        Map<Long, Integer> runs = new HashMap<>();
        int owners = 0;
        while (done.size() < log.offsets.size() || log.committed.offset() < log.end) {
            assertThat(owners++).as("owners needed").isLessThan(10_000);
            own(random, log, done, knownToGroup, runs);
        }
        assertThat(runs.keySet()).containsExactlyInAnyOrderElementsOf(log.offsets);
    }

    private static void own(
            SplittableRandom random,
            Log log,
            Set<Long> done,
            Set<Long> knownToGroup,
            Map<Long, Integer> runs) {
        var window =
                new PartitionWindow(
                        log.committed.offset(),
                        CommitMetadata.decode(log.committed.metadata()),
                        RECORDS,
                        SPAN);
        var open = new TreeSet<Long>();
        long position = log.committed.offset();
        int steps = random.nextInt(1, 600);
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    long offset = log.nextFrom(position);
                    if (offset < 0) {
                        position = Math.max(position, log.end);
                        window.reached(position);
                    } else if (!window.full()) {
                        if (window.take(offset)) {
                            if (knownToGroup.contains(offset)) {
                                throw new AssertionError("run again: " + offset);
                            }
                            runs.merge(offset, 1, Integer::sum);
                            open.add(offset);
                        } else {
                            assertThat(done.contains(offset)).as("passed over").isTrue();
                        }
                        position = offset + 1;
                    }
                }
                case 3, 4, 5, 6 -> finishOne(random, window, open, done);
                default -> commit(window, log, open, done, knownToGroup);
            }
            assertThat(open.size()).isLessThanOrEqualTo(RECORDS);
            assertThat(window.open()).isEqualTo(open.size());
            assertThat(window.prefix())
                    .isLessThanOrEqualTo(open.isEmpty() ? window.end() : open.first());
        }
        // A clean handover commits; a crash does not.
        if (random.nextBoolean()) {
            commit(window, log, open, done, knownToGroup);
        }
    }

    private static void finishOne(
            SplittableRandom random, PartitionWindow window, TreeSet<Long> open, Set<Long> done) {
        if (!open.isEmpty()) {
            // The oldest often stays, as a slow record does.
            List<Long> candidates = new ArrayList<>(open);
            long offset =
                    candidates.get(random.nextInt(4) == 0 ? 0 : random.nextInt(candidates.size()));
            open.remove(offset);
            done.add(offset);
            window.finish(offset);
        }
    }

    private static void commit(
            PartitionWindow window,
            Log log,
            TreeSet<Long> open,
            Set<Long> done,
            Set<Long> knownToGroup) {
        OffsetAndMetadata progress = window.progress(false);
        assertThat(progress.offset()).isGreaterThanOrEqualTo(log.committed.offset());
        assertThat(open.headSet(progress.offset())).isEmpty();
        BitSet ahead = CommitMetadata.decode(progress.metadata()).finished();
        for (long offset : log.offsets) {
            long bit = offset - progress.offset();
            if (bit < 0 || ahead.get((int) bit)) {
                if (!done.contains(offset)) {
                    throw new AssertionError("committed, and not finished: " + offset);
                }
                knownToGroup.add(offset);
            }
        }
        assertThat(progress.metadata().length()).isLessThan(4096);
        log.committed = progress;
    }

    @Test
    void fullWindowReopensWhenHalfOfItIsDone() {
        var window = new PartitionWindow(0, CommitMetadata.none(), 4, 100);
        for (long offset = 0; offset < 4; offset++) {
            assertThat(window.full()).isFalse();
            window.take(offset);
        }
        assertThat(window.full()).isTrue();
        window.finish(3);
        assertThat(window.full()).isFalse();
        assertThat(window.roomy()).isFalse();
        window.finish(2);
        assertThat(window.roomy()).isTrue();
    }

    @Test
    void oneSlowRecordHoldsUpTheWindowOnlyAtItsSpan() {
        var window = new PartitionWindow(0, CommitMetadata.none(), 10, 1000);
        window.take(0);
        long offset = 1;
        while (!window.full()) {
            window.take(offset);
            window.finish(offset++);
        }
        assertThat(window.span()).isEqualTo(1000);
        assertThat(window.progress(false).offset()).isZero();
        window.finish(0);
        assertThat(window.progress(false)).isEqualTo(new OffsetAndMetadata(1000, ""));
    }

    @Test
    void wideGapInTheLogCostsNoMemory() {
        var window = new PartitionWindow(5, CommitMetadata.none(), 10, 100);
        assertThat(window.take(9_000_000_000L)).isTrue();
        assertThat(window.prefix()).isEqualTo(9_000_000_000L);
        window.finish(9_000_000_000L);
        assertThat(window.progress(false).offset()).isEqualTo(9_000_000_001L);
    }

    @Test
    void longestSpanFitsIntoTheMetadataThatBrokersTake() {
        var window = new PartitionWindow(0, CommitMetadata.none(), 20_000, 20_000);
        for (long offset = 0; offset < 20_000; offset++) {
            window.take(offset);
        }
        for (long offset = 1; offset < 20_000; offset += 2) {
            window.finish(offset);
        }
        assertThat(window.progress(true).metadata()).hasSizeLessThan(4096);
    }

    @Test
    void metadataOfOthersSaysNothing() {
        assertThat(CommitMetadata.decode(null)).isEqualTo(CommitMetadata.none());
        assertThat(CommitMetadata.decode("")).isEqualTo(CommitMetadata.none());
        assertThat(CommitMetadata.decode("flink-checkpoint:17")).isEqualTo(CommitMetadata.none());
        assertThat(CommitMetadata.decode("x1:###")).isEqualTo(CommitMetadata.none());
        var bits = new BitSet();
        bits.set(3);
        bits.set(4000);
        var ours = new CommitMetadata(bits, true);
        assertThat(CommitMetadata.decode(ours.encode())).isEqualTo(ours);
    }
}
