package com.xenlixai.scan.contract.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LiteralsTest {

    private static final String NUMBER = "(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern QUAD =
            Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "\\." + NUMBER);

    @Test
    void aDottedQuadIsFourDecimalNumbersWithoutLeadingZeros() {
        long seed = 20261130;
        var random = new Random(seed);
        int quads = 0;
        for (int round = 0; round < 200_000; round++) {
            String text = dotted(random);
            boolean quad = QUAD.matcher(text).matches();
            byte[] address = Literals.parseIpv4(text);
            assertThat(address != null).as("%s, seed %s", text, seed).isEqualTo(quad);
            if (address != null) {
                quads++;
                assertThat(Literals.text(address)).isEqualTo(text);
            }
        }
        assertThat(quads).isGreaterThan(1000);
    }

    /// Numbers and dots, now and then something else.
    private static String dotted(Random random) {
        var text = new StringBuilder();
        int parts = random.nextInt(4) == 0 ? random.nextInt(7) : 4;
        for (int part = 0; part < parts; part++) {
            text.append(part == 0 ? "" : ".");
            switch (random.nextInt(12)) {
                case 0 -> text.append('0').append(random.nextInt(10));
                case 1 -> text.append(random.nextInt(250, 1100));
                case 2 -> text.append(random.nextBoolean() ? "" : "1a");
                default -> text.append(random.nextInt(256));
            }
        }
        return text.append(random.nextInt(30) == 0 ? "." : "").toString();
    }
}
