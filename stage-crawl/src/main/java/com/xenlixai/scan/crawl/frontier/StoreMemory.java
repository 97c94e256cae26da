package com.xenlixai.scan.crawl.frontier;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/// Lets the stores of all partitions share one bounded piece of memory outside the heap: left
/// alone, each would take some hundred megabytes. Kafka Streams makes an object of this class for
/// each store, so what they share is static.
public final class StoreMemory implements RocksDBConfigSetter {

    /// The setting that tells the size of the shared memory in bytes.
    static final String BYTES = "xenlix.crawl.store.memory.bytes";

    private static final long DEFAULT_BYTES = 64L << 20;
    private static final int BLOCK_BYTES = 4 << 10;
    private static final long MEMTABLE_BYTES = 2L << 20;
    private static final int BLOOM_BITS = 10;
    private static final int CACHE_SHARD_BITS = 2;
    private static final double PART_FOR_INDEXES = 0.5;

    private record Shared(Cache cache, WriteBufferManager buffers) {}

    private static @Nullable Shared shared;

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        Shared memory = sharedOf(configs.get(BYTES));
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.cache());
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setBlockSize(BLOCK_BYTES);
        // Most hosts that are looked up have no record yet.
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS, false));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.buffers());
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String store, Options options) {
        // The shared memory outlives each store.
    }

    private static synchronized Shared sharedOf(@Nullable Object bytes) {
        Shared known = shared;
        if (known == null) {
            long size = bytes == null ? DEFAULT_BYTES : Long.parseLong(bytes.toString());
            // Each shard has its part of the memory, which memtables take half of, and what is
            // larger
            // than the rest is read from its file each time: of 64 shards, as many as by default,
            // each would have half a megabyte for a store's index.
            Cache cache = new LRUCache(size, CACHE_SHARD_BITS, false, PART_FOR_INDEXES);
            known = new Shared(cache, new WriteBufferManager(size / 2, cache));
            shared = known;
        }
        return known;
    }
}
