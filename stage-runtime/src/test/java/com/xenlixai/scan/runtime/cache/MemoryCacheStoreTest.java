package com.xenlixai.scan.runtime.cache;

import java.time.InstantSource;

class MemoryCacheStoreTest implements CacheStoreContract {

    private final MemoryCacheStore.Table table = new MemoryCacheStore.Table();

    @Override
    public CacheStore instance(String name) {
        return new MemoryCacheStore(table, name, InstantSource.system());
    }
}
