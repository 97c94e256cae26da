package com.xenlixai.scan.runtime.cache;

import java.time.Duration;

/// The store of an instance that shares nothing.
final class NoCacheStore implements CacheStore {

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Found find(String cache, String key) {
        return new Found.Free();
    }

    @Override
    public boolean claim(String cache, String key, Duration lease) {
        return true;
    }

    @Override
    public void keep(String cache, String key, byte[] value, Duration time) {}

    @Override
    public void release(String cache, String key) {}

    @Override
    public void close() {}
}
