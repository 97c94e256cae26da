package com.xenlixai.scan.runtime.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The shared table in memory; each instance sees it through a view of its own.
final class MemoryCacheStore implements CacheStore {

    private record Entry(String holder, byte @Nullable [] value, Instant until) {}

    /// What all instances share.
    static final class Table {
        private final Map<String, Entry> entries = new HashMap<>();
    }

    private final Table table;
    private final String holder;
    private final InstantSource clock;

    MemoryCacheStore(Table table, String holder, InstantSource clock) {
        this.table = table;
        this.holder = holder;
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Found find(String cache, String key) {
        synchronized (table) {
            Entry entry = table.entries.get(cache + " " + key);
            if (entry == null || !entry.until.isAfter(clock.instant())) {
                return new Found.Free();
            }
            return entry.value == null
                    ? new Found.Busy()
                    : new Found.Value(entry.value, Duration.between(clock.instant(), entry.until));
        }
    }

    @Override
    public boolean claim(String cache, String key, Duration lease) {
        synchronized (table) {
            Entry entry = table.entries.get(cache + " " + key);
            boolean isFree =
                    entry == null
                            || !entry.until.isAfter(clock.instant())
                            || entry.value == null && entry.holder.equals(holder);
            if (isFree) {
                table.entries.put(
                        cache + " " + key, new Entry(holder, null, clock.instant().plus(lease)));
            }
            return isFree;
        }
    }

    @Override
    public void keep(String cache, String key, byte[] value, Duration time) {
        synchronized (table) {
            table.entries.put(
                    cache + " " + key, new Entry(holder, value, clock.instant().plus(time)));
        }
    }

    @Override
    public void release(String cache, String key) {
        synchronized (table) {
            Entry entry = table.entries.get(cache + " " + key);
            if (entry != null && entry.value == null && entry.holder.equals(holder)) {
                table.entries.remove(cache + " " + key);
            }
        }
    }

    @Override
    public void close() {}
}
