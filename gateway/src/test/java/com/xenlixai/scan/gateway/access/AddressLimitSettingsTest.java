package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AddressLimitSettingsTest {

    private static AddressLimitSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.security", AddressLimitSettings.class);
    }

    @Test
    void defaultsLimitAnAddressAndTrustNoProxy() {
        assertThat(bound(Map.of()))
                .isEqualTo(new AddressLimitSettings(1_000, 1, 100_000, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "address-rate, -1",
        "address-failures, -1",
        "most-addresses, 0",
        "trusted-proxies, proxy.example.com",
        "trusted-proxies, 10.0.0.0/33",
    })
    void whatMakesNoSenseIsNamed(String key, String value) {
        assertThatThrownBy(() -> bound(Map.of("xenlix.security." + key, value)))
                .hasStackTraceContaining("xenlix.security." + key);
    }
}
