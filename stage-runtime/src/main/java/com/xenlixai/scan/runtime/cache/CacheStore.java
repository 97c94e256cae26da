package com.xenlixai.scan.runtime.cache;

import java.time.Duration;

/// What all instances of a stage share behind their own memory. It may lose anything at any time,
/// and it never throws: a store that does not answer has nothing and lets everyone work.
/// Implementations are thread-safe.
public interface CacheStore extends AutoCloseable {

    /// What a look-up found.
    sealed interface Found {

        /// A value, good for a while longer.
        record Value(byte[] bytes, Duration left) implements Found {}

        /// Another instance is working on it.
        record Busy() implements Found {}

        /// Nothing.
        record Free() implements Found {}
    }

    /// Whether anything is ever kept.
    boolean isOn();

    Found find(String cache, String key);

    /// Takes the work for this instance until the lease ends, unless another has it or there is a
    /// value. Taking again what this instance has prolongs its lease.
    ///
    /// @return whether this instance is to work
    boolean claim(String cache, String key, Duration lease);

    /// Keeps a value and ends the claim.
    void keep(String cache, String key, byte[] value, Duration time);

    /// Ends the claim of this instance without a value.
    void release(String cache, String key);

    @Override
    void close();

    /// The database that the settings name, or none.
    static CacheStore of(CacheSettings settings) {
        return settings.url().isEmpty() ? off() : new PostgresCacheStore(settings);
    }

    /// Keeps nothing.
    static CacheStore off() {
        return new NoCacheStore();
    }
}
