package com.xenlixai.scan.runtime.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What a cache keeps.
///
/// @param name its label in the meters, and its part of the shared store
/// @param maxBytes of all values in this process together, about
/// @param bytes how large a value is, about
/// @param keep for how long a value is good; zero for one that is not to be given to those who ask
///     later
/// @param form how it is written for other instances; empty for what is not shared
public record CachePlan<V>(
        String name,
        long maxBytes,
        ToIntFunction<V> bytes,
        Function<V, Duration> keep,
        Optional<CacheForm<V>> form) {

    /// The same, for this process alone.
    public CachePlan<V> unshared() {
        return new CachePlan<>(name, maxBytes, bytes, keep, Optional.empty());
    }
}
