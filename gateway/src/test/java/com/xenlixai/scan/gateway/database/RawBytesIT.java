package com.xenlixai.scan.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.codec.DefaultCodecs;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

class RawBytesIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Test
    void everyByteArrivesAndComesBackAsItIs() {
        byte[] all = new byte[100_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (TestDatabase database = TestDatabase.open()) {
            assertThat(read(database, "select $1::bytea", all, byte[].class)).contains(all);
            assertThat(read(database, "select octet_length($1)", all, Integer.class))
                    .contains(all.length);
        }
    }

    @Test
    void noBytesAndNothingAreTwoThings() {
        try (TestDatabase database = TestDatabase.open()) {
            byte[] none = new byte[0];
            assertThat(read(database, "select octet_length($1)", none, Integer.class)).contains(0);
            assertThat(read(database, "select $1::bytea", null, byte[].class)).isEmpty();
        }
    }

    @Test
    void theDriverDoesNotWriteBytesAsText() {
        var codecs = new DefaultCodecs(ByteBufAllocator.DEFAULT);
        codecs.addFirst(new RawBytes());
        assertThat(codecs.encode(new byte[] {1}).toString()).contains("FORMAT_BINARY");
    }

    private static <T> Optional<T> read(
            TestDatabase database, String sql, byte @Nullable [] bytes, Class<T> type) {
        GenericExecuteSpec statement = database.client().sql(sql);
        statement = bytes == null ? statement.bindNull(0, byte[].class) : statement.bind(0, bytes);
        return Objects.requireNonNull(
                statement.map(row -> Optional.ofNullable(row.get(0, type))).one().block(WITHIN));
    }
}
