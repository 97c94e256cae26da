package com.xenlixai.scan.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabaseSettingsTest {

    private static DatabaseSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.database", DatabaseSettings.class);
    }

    @Test
    void defaultsAreThoseOfALocalDatabase() {
        DatabaseSettings settings = bound(Map.of());

        assertThat(settings.url()).isEqualTo("postgresql://localhost:5432/xenlix");
        assertThat(settings.username()).isEqualTo("xenlix");
        assertThat(settings.password()).isEmpty();
        assertThat(settings.sslMode()).isEqualTo("prefer");
        assertThat(settings.poolSize()).isEqualTo(10);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.acquireTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.statementTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.startPatience()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void oneUrlServesBothDrivers() {
        DatabaseSettings settings =
                bound(Map.of("xenlix.database.url", "postgresql://db.internal:6432/scans"));

        assertThat(settings.host()).isEqualTo("db.internal");
        assertThat(settings.port()).isEqualTo(6432);
        assertThat(settings.database()).isEqualTo("scans");
        assertThat(settings.jdbcUrl())
                .startsWith("jdbc:postgresql://db.internal:6432/scans?sslmode=prefer");
    }

    @Test
    void addressOfVersionSixLosesItsBracketsForTheReactiveDriverOnly() {
        DatabaseSettings settings = bound(Map.of("xenlix.database.url", "postgresql://[::1]/x"));

        assertThat(settings.host()).isEqualTo("::1");
        assertThat(settings.jdbcUrl()).startsWith("jdbc:postgresql://[::1]:5432/x");
    }

    @ParameterizedTest
    @CsvSource({
        "url, mysql://a/b",
        "url, postgresql://a",
        "url, postgresql://user:secret@a/b",
        "url, postgresql://a/b?sslmode=require",
        "url, not a url",
        "ssl-mode, sometimes",
        "pool-size, 0",
        "connect-timeout, 0s",
        "acquire-timeout, -1s",
        "statement-timeout, 0s",
        "start-patience, -1s",
    })
    void badValueIsRefusedByItsName(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.database." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.database." + key);
    }

    @Test
    void passwordIsNotTold() {
        assertThat(bound(Map.of("xenlix.database.password", "s3cret")).toString())
                .doesNotContain("s3cret");
    }
}
