package com.xenlixai.scan.gateway.job;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/// Lets all state stores of the process share one bounded piece of memory: left alone, each of
/// them would take some hundred megabytes.
///
/// Kafka Streams makes an object of this class for each store, so what they share is static.
public final class StoreMemory implements RocksDBConfigSetter {

    /// The setting that tells the size of the shared memory in bytes.
    static final String BYTES = "xenlix.store.memory.bytes";

    private static final long DEFAULT_BYTES = 96L << 20;
    private static final int BLOCK_BYTES = 4 << 10;
    private static final int CACHE_SHARD_BITS = 2;
    private static final double PART_FOR_INDEXES = 0.5;

    /// Twice the default: stores are written far more often than they are read, and to look into
    /// four more files costs less than to merge twice as often.
    private static final int FILES_BEFORE_MERGING = 8;

    private record Shared(long bytes, Cache cache, WriteBufferManager buffers) {}

    private static volatile Shared shared = share(DEFAULT_BYTES);
    private static boolean sized;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared memory = sized(configs.get(BYTES));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setBlockSize(BLOCK_BYTES);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.buffers());
        options.setWriteBufferSize(gathered(store, memory.bytes()));
        options.setMaxWriteBufferNumber(2);
        options.setLevel0FileNumCompactionTrigger(FILES_BEFORE_MERGING);
    }

    @Override
    public void close(String store, Options options) {
        // The shared memory outlives each store.
    }

    /// How much a store gathers before it writes a file. All that gather at once have to fit into
    /// the half of the memory that is for it: when that is full, whichever store is written to next
    /// writes what it has, however little, and many small files are merged again and again.
    static long gathered(String store, long bytes) {
        return switch (store) {
            // One for all jobs, with two entries for each.
            case JobTopology.VIEW -> bytes / 12;
            // One for each partition.
            case JobArbiter.JOBS -> bytes / 64;
            default -> bytes / 192;
        };
    }

    private static synchronized Shared sized(@Nullable Object bytes) {
        if (!sized && bytes != null) {
            shared = share(Long.parseLong(bytes.toString()));
            sized = true;
        }
        return shared;
    }

    private static Shared share(long bytes) {
        // Each shard has its part of the memory, and what is larger than that part is read from its
        // file each time: of 64 shards, as many as by default, each was smaller than the index of a
        // million jobs.
        Cache cache = new LRUCache(bytes, CACHE_SHARD_BITS, false, PART_FOR_INDEXES);
        return new Shared(bytes, cache, new WriteBufferManager(bytes / 2, cache));
    }
}
