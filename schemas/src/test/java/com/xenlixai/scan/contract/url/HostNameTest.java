package com.xenlixai.scan.contract.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostNameTest {

    private static final String[] PIECES = {
        "a", "example", "0", "-", "_", ".", ".", "xn--", "xn--bcher-kva", "b".repeat(60), " ", "é"
    };

    /// Names in capitals cannot be taken as they are, so each is worked out both ways.
    @Test
    void aNameInSmallLettersIsWhatItIsInCapitals() {
        long seed = 20261130;
        var random = new Random(seed);
        int names = 0;
        for (int round = 0; round < 100_000; round++) {
            var text = new StringBuilder("a");
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String small = text.toString();
            var canonical = HostName.canonical(small);
            assertThat(canonical)
                    .as("%s, seed %s", small, seed)
                    .isEqualTo(HostName.canonical(small.toUpperCase(Locale.ROOT)));
            names += canonical.isPresent() ? 1 : 0;
        }
        assertThat(names).isBetween(20_000, 80_000);
    }
}
