package com.xenlixai.scan.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class ScanPartitionerTest {

    @Test
    void singleScansAndLinesOfBatchesShareNoPartition() {
        for (int partitions : new int[] {2, 3, 4, 7, 12, 50}) {
            Set<Integer> singles = used(false, partitions);
            Set<Integer> lines = used(true, partitions);
            assertThat(singles)
                    .hasSize(Math.max(1, partitions / 4))
                    .doesNotContainAnyElementsOf(lines);
            assertThat(singles.size() + lines.size()).isEqualTo(partitions);
        }
    }

    @Test
    void oneOfOnePartitionIsTheOnlyOne() {
        assertThat(used(true, 1)).containsExactly(0);
        assertThat(used(false, 1)).containsExactly(0);
    }

    @Test
    void aKeyThatIsNoIdIsTakenForASingleScan() {
        for (String key : new String[] {"", "x", "\u00e9".repeat(17), "!".repeat(34)}) {
            assertThat(ScanPartitioner.partition(key.getBytes(StandardCharsets.UTF_8), 12))
                    .isBetween(0, 2);
        }
    }

    @Test
    void otherTopicsGoWhereKafkaSendsThem() {
        byte[] key = id(7, true);
        assertThat(
                        new ScanPartitioner()
                                .partition("scan-analyze-batch", key, key, key, key, cluster()))
                .isEqualTo(BuiltInPartitioner.partitionForKey(key, 12));
        for (String apart : new String[] {"scan-status", "scan-reports"}) {
            assertThat(new ScanPartitioner().partition(apart, key, key, key, key, cluster()))
                    .isEqualTo(ScanPartitioner.partition(key, 12));
        }
    }

    @Test
    void theMarkIsTheLowestBitOfTheChance() {
        byte[] chance = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        ScanIdForm.mark(chance, true);
        assertThat(chance[9]).isEqualTo((byte) 11);
        ScanIdForm.mark(chance, false);
        assertThat(chance[9]).isEqualTo((byte) 10);
    }

    private static Set<Integer> used(boolean line, int partitions) {
        Set<Integer> used = new TreeSet<>();
        IntStream.range(0, 2_000)
                .forEach(i -> used.add(ScanPartitioner.partition(id(i, line), partitions)));
        return used;
    }

    private static byte[] id(int i, boolean line) {
        String body = "%025d".formatted(i) + (line ? "h" : "g");
        return (body + "00000000").getBytes(StandardCharsets.US_ASCII);
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 9092);
        var partitions =
                IntStream.range(0, 12)
                        .boxed()
                        .flatMap(
                                i ->
                                        Stream.of(
                                                        "scan-status",
                                                        "scan-reports",
                                                        "scan-analyze-batch")
                                                .map(
                                                        topic ->
                                                                new PartitionInfo(
                                                                        topic, i, node, null,
                                                                        null)))
                        .toList();
        return new Cluster("c", Set.of(node), partitions, Set.of(), Set.of());
    }
}
