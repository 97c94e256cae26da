package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.ScanPartitioner;
import com.xenlixai.scan.contract.TopicSpec;
import com.xenlixai.scan.contract.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Arbiter and view as one topology: `scan-status` goes through the arbiter into `scan-jobs`, and
/// every instance keeps all of `scan-jobs` as its view.
final class JobTopology {

    static final String VIEW = "view";

    private static final String STATUS = "status";
    private static final String ARBITER = "arbiter";
    private static final List<TopicSpec> OUTPUTS =
            List.of(
                    Topics.SCAN_CRAWL_INTERACTIVE,
                    Topics.SCAN_CRAWL_BATCH,
                    Topics.SCAN_CONTROL,
                    Topics.SCAN_BATCH_COUNTS,
                    Topics.SCAN_DEAD_LETTERS);

    private JobTopology() {}

    static void addTo(
            Topology topology,
            ProcessorSupplier<byte[], byte[], byte[], byte[]> arbiter,
            ProcessorSupplier<byte[], byte[], Void, Void> view) {
        var bytesIn = new ByteArrayDeserializer();
        var bytesOut = new ByteArraySerializer();
        topology.addSource(STATUS, bytesIn, bytesIn, Topics.SCAN_STATUS.name());
        topology.addProcessor(ARBITER, arbiter, STATUS);
        topology.addStateStore(store(JobArbiter.JOBS), ARBITER);
        // They follow from the jobs, so that a change of a job is one record less or two.
        topology.addStateStore(store(JobArbiter.DEADLINES).withLoggingDisabled(), ARBITER);
        // Many jobs of one batch change between two commits, and its counts are written once.
        topology.addStateStore(store(JobArbiter.SHARDS).withCachingEnabled(), ARBITER);
        topology.addSink(
                sinkOf(Topics.SCAN_JOBS.name()),
                Topics.SCAN_JOBS.name(),
                bytesOut,
                bytesOut,
                JobTopology::whereTheScanIs,
                ARBITER);
        for (TopicSpec output : OUTPUTS) {
            topology.addSink(sinkOf(output.name()), output.name(), bytesOut, bytesOut, ARBITER);
        }
        topology.addGlobalStore(
                store(VIEW).withLoggingDisabled(),
                "jobs-source",
                bytesIn,
                bytesIn,
                Topics.SCAN_JOBS.name(),
                "view-processor",
                view);
    }

    private static Optional<Set<Integer>> whereTheScanIs(
            String topic, byte[] scanId, byte[] job, int partitions) {
        return Optional.of(Set.of(ScanPartitioner.partition(scanId, partitions)));
    }

    static String sinkOf(String topic) {
        return "to-" + topic;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }
}
