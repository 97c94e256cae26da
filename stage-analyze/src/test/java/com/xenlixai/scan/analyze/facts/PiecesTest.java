package com.xenlixai.scan.analyze.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.analyze.source.Spaces;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {

    private static final String[] TEXTS = {
        "", " ", "word", " word", "word ", " two words ", "\uD83D\uDE00", "\u65E5\u672C "
    };

    @Test
    void makeTheTextThatABuilderWouldMake() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder spare = new StringBuilder("what it holds is lost");
        for (int round = 0; round < 5_000; round++) {
            int longest = 1 + random.nextInt(30);
            Pieces pieces = new Pieces();
            StringBuilder builder = new StringBuilder();
            for (int count = random.nextInt(8); count > 0; count--) {
                String text = TEXTS[random.nextInt(TEXTS.length)];
                pieces.add(text, longest);
                Spaces.appendSingle(builder, text, longest);
                assertThat(pieces.length()).as("seed %d", seed).isEqualTo(builder.length());
            }
            Spaces.trimEnd(builder);
            assertThat(pieces.trimmed(spare)).as("seed %d", seed).isEqualTo(builder.toString());
        }
    }
}
