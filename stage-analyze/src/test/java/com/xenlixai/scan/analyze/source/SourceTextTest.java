package com.xenlixai.scan.analyze.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTextTest {

    @Test
    void knowsLinesAndColumnsInAnyOrder() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            text.append(random.nextInt(8) == 0 ? '\n' : 'x');
        }
        SourceText source = new SourceText(text.toString(), new NodeOffsets(text.length()));
        for (int round = 0; round < 300; round++) {
            int offset = random.nextInt(text.length() + 1);
            String before = text.substring(0, offset);
            assertThat(source.line(offset))
                    .as("seed %d", seed)
                    .isEqualTo((int) before.chars().filter(c -> c == '\n').count() + 1);
            assertThat(source.column(offset))
                    .as("seed %d", seed)
                    .isEqualTo(offset - before.lastIndexOf('\n'));
        }
        assertThat(source.line(-1)).isZero();
        assertThat(source.column(-1)).isZero();
    }
}
