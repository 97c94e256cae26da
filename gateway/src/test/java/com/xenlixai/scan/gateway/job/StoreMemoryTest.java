package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteOptions;

class StoreMemoryTest {

    private static final int ENTRIES = 60_000;
    private static final int READS = 500;

    /// With long keys so few entries have an index of some megabytes, as a store of a million
    /// jobs has. It was read from its file for each look into the store once.
    @Test
    void theIndexOfALargeStoreStaysInMemory(@TempDir Path folder) throws RocksDBException {
        try (var options = new Options().setCreateIfMissing(true);
                var statistics = new Statistics()) {
            options.setStatistics(statistics);
            options.setTableFormatConfig(
                    new BlockBasedTableConfig().setFilterPolicy(new BloomFilter()));
            new StoreMemory().setConfig("view", options, Map.of());
            // One file, as the large ones of a store that is merged again and again.
            options.setWriteBufferSize(1L << 30);
            try (RocksDB store = RocksDB.open(options, folder.toString())) {
                fill(store);
                read(store);
                statistics.getAndResetTickerCount(TickerType.BLOCK_CACHE_INDEX_MISS);
                statistics.getAndResetTickerCount(TickerType.BLOCK_CACHE_FILTER_MISS);

                read(store);

                assertThat(statistics.getTickerCount(TickerType.BLOCK_CACHE_INDEX_HIT))
                        .isGreaterThan(READS);
                assertThat(statistics.getTickerCount(TickerType.BLOCK_CACHE_INDEX_MISS)).isZero();
                assertThat(statistics.getTickerCount(TickerType.BLOCK_CACHE_FILTER_MISS)).isZero();
            }
        }
    }

    /// Beyond that, stores write small files, and they are merged again and again.
    @Test
    void allStoresOfTwelvePartitionsCanGatherAtOnce() {
        long memory = 96L << 20;
        long ofAPartition =
                Stream.of(JobArbiter.JOBS, JobArbiter.DEADLINES, JobArbiter.SHARDS)
                        .mapToLong(store -> StoreMemory.gathered(store, memory))
                        .sum();
        long ofAll =
                Stream.of(JobTopology.VIEW, "batches", "batch-counts")
                        .mapToLong(store -> StoreMemory.gathered(store, memory))
                        .sum();

        // RocksDB's write buffer manager has stores write from seven eighths of its limit on.
        assertThat(12 * ofAPartition + ofAll).isLessThan(memory / 2 * 7 / 8);
    }

    private static void fill(RocksDB store) throws RocksDBException {
        try (var unlogged = new WriteOptions().setDisableWAL(true);
                var waiting = new FlushOptions().setWaitForFlush(true)) {
            byte[] value = new byte[200];
            for (int i = 0; i < ENTRIES; i++) {
                store.put(unlogged, key(i), value);
            }
            store.flush(waiting);
        }
    }

    private static void read(RocksDB store) throws RocksDBException {
        var random = new Random(7);
        for (int i = 0; i < READS; i++) {
            assertThat(store.get(key(random.nextInt(ENTRIES)))).hasSize(200);
        }
    }

    private static byte[] key(int number) {
        // Differs at its end, so that the index cannot make do with a shorter one.
        return ByteBuffer.allocate(400).putInt(396, number).array();
    }
}
