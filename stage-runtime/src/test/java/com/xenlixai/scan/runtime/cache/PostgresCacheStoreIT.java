package com.xenlixai.scan.runtime.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.local.embedded.Database;
import com.xenlixai.scan.local.embedded.FreePort;
import com.xenlixai.scan.local.embedded.TestPostgres;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Free;
import com.xenlixai.scan.runtime.cache.CacheStore.Found.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresCacheStoreIT implements CacheStoreContract {

    private final Database database = TestPostgres.freshDatabase();
    private final Map<String, PostgresCacheStore> stores = new HashMap<>();

    @Override
    public CacheStore instance(String name) {
        return stores.computeIfAbsent(name, _ -> new PostgresCacheStore(settings(1_000)));
    }

    private CacheSettings settings(int maxEntries) {
        return new CacheSettings(
                database.url(),
                database.username(),
                database.password(),
                "prefer",
                4,
                Duration.ofSeconds(10),
                maxEntries);
    }

    @AfterEach
    void close() {
        stores.values().forEach(PostgresCacheStore::close);
    }

    @Test
    void whatHasEndedAndWhatIsTooMuchIsSwept() {
        try (var store = new PostgresCacheStore(settings(2))) {
            store.keep("c", "ended", new byte[] {1}, Duration.ofMillis(-1));
            store.keep("c", "soon", new byte[] {1}, Duration.ofMinutes(1));
            store.keep("c", "later", new byte[] {1}, Duration.ofMinutes(2));
            store.keep("c", "last", new byte[] {1}, Duration.ofMinutes(3));
            store.sweep();
            assertThat(store.find("c", "soon")).isEqualTo(new Free());
            assertThat(store.find("c", "later")).isInstanceOf(Value.class);
            assertThat(store.find("c", "last")).isInstanceOf(Value.class);
        }
    }

    @Test
    @Timeout(20)
    void withoutTheDatabaseEveryoneWorks() {
        var nobody =
                new CacheSettings(
                        "postgresql://127.0.0.1:" + FreePort.find() + "/none",
                        "xenlix",
                        "",
                        "prefer",
                        1,
                        Duration.ofMillis(250),
                        10);
        try (var store = new PostgresCacheStore(nobody)) {
            for (int i = 0; i < 100; i++) {
                assertThat(store.find("c", "k" + i)).isEqualTo(new Free());
                assertThat(store.claim("c", "k" + i, Duration.ofSeconds(1))).isTrue();
                store.keep("c", "k" + i, new byte[] {1}, Duration.ofMinutes(1));
                store.release("c", "k" + i);
            }
        }
    }
}
