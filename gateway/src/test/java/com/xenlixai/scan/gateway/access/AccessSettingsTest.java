package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccessSettingsTest {

    private static AccessSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.security", AccessSettings.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.8.7", "localhost", "::1"})
    void onlyThisMachineReachesItSoKeysAreOff(String address) {
        AccessSettings settings = bound(Map.of());

        assertThat(settings.needsKeys(address)).isFalse();
        assertThat(settings.letsStrangersIn(address)).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
    void whoListensWiderMustSayWhetherKeysAreNeeded(@Nullable String address) {
        assertThatThrownBy(() -> bound(Map.of()).needsKeys(address))
                .hasMessageContaining("xenlix.security.api-keys")
                .hasMessageContaining("./xenlix keys create");
    }

    @Test
    void whatIsSaidHoldsEverywhere() {
        AccessSettings on = bound(Map.of("xenlix.security.api-keys", "true"));
        AccessSettings off = bound(Map.of("xenlix.security.api-keys", "false"));

        assertThat(on.needsKeys("127.0.0.1")).isTrue();
        assertThat(on.needsKeys("0.0.0.0")).isTrue();
        assertThat(off.needsKeys(null)).isFalse();
        assertThat(off.letsStrangersIn(null)).isTrue();
        assertThat(off.letsStrangersIn("127.0.0.1")).isFalse();
    }
}
