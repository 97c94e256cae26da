package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyTextTest {

    @Test
    void aNewKeyIsReadAsItselfAndLikeNoOther() {
        var random = new SecureRandom();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            KeyText made = KeyText.mint(random);
            assertThat(KeyText.parse(made.whole())).contains(made);
            ids.add(made.id());
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void oneWrongSymbolIsAnotherKey() {
        KeyText key = KeyText.mint(new SecureRandom());
        char last = key.whole().charAt(key.whole().length() - 1);
        String other =
                key.whole().substring(0, key.whole().length() - 1) + (last == 'a' ? 'b' : 'a');

        assertThat(key.hasDigest(key.sha256())).isTrue();
        assertThat(KeyText.parse(other).orElseThrow().hasDigest(key.sha256())).isFalse();
    }

    @Test
    void whatIsNoKeyIsNotLookedFor() {
        KeyText key = KeyText.mint(new SecureRandom());

        assertThat(KeyText.parse("")).isEmpty();
        assertThat(KeyText.parse(key.whole() + "a")).isEmpty();
        assertThat(KeyText.parse(key.whole().replace("live", "test"))).isEmpty();
        assertThat(KeyText.parse("xk_live_' or 1=1 --")).isEmpty();
    }

    @Test
    void theSecretIsNotPrinted() {
        KeyText key = KeyText.mint(new SecureRandom());

        assertThat(key.toString()).contains(key.id()).doesNotContain(key.whole().substring(21));
    }
}
