package com.xenlixai.scan.contract;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/// Where the events of a scan go in `scan-status`, `scan-jobs` and `scan-reports`: scans that people order one by
/// one have a quarter of the partitions to themselves, and so stand behind no batch, however large.
/// Every producer of `scan-status` needs it (`partitioner.class`), since all events of a scan must
/// meet in one partition. Records of other topics go where Kafka's own partitioner sends keys.
/// Thread-safe.
public final class ScanPartitioner implements Partitioner {

    private static final int SHARE_OF_SINGLES = 4;
    private static final Set<String> KEPT_APART =
            Set.of(Topics.SCAN_STATUS.name(), Topics.SCAN_REPORTS.name());

    /// The partition of a scan.
    ///
    /// @param scanId as bytes in UTF-8, the record's key
    /// @param partitions of the topic, at least 1
    public static int partition(byte[] scanId, int partitions) {
        if (partitions == 1) {
            return 0;
        }
        int singles = Math.max(1, partitions / SHARE_OF_SINGLES);
        int hash = Utils.toPositive(Utils.murmur2(scanId));
        return ScanIdForm.isLine(scanId) ? singles + hash % (partitions - singles) : hash % singles;
    }

    @Override
    public int partition(
            String topic,
            Object key,
            byte @Nullable [] keyBytes,
            Object value,
            byte[] valueBytes,
            Cluster cluster) {
        int partitions = cluster.partitionCountForTopic(topic);
        if (keyBytes == null) {
            return ThreadLocalRandom.current().nextInt(partitions);
        }
        return KEPT_APART.contains(topic)
                ? partition(keyBytes, partitions)
                : Utils.toPositive(Utils.murmur2(keyBytes)) % partitions;
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
