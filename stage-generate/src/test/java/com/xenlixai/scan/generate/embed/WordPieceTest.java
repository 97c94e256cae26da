package com.xenlixai.scan.generate.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordPieceTest {

    private final WordPiece tokens =
            new WordPiece(
                    Map.ofEntries(
                            Map.entry("[UNK]", 100),
                            Map.entry("[CLS]", 101),
                            Map.entry("[SEP]", 102),
                            Map.entry("un", 1),
                            Map.entry("##aff", 2),
                            Map.entry("##able", 3),
                            Map.entry("cafe", 4),
                            Map.entry(",", 5),
                            Map.entry("水", 6),
                            Map.entry("tea", 7)));

    @Test
    void wordsAreCutIntoTheLongestKnownPieces() {
        assertThat(tokens.ids("unaffable", 256)).containsExactly(101, 1, 2, 3, 102);
    }

    @Test
    void accentsAndCapitalsDoNotMatter() {
        assertThat(tokens.ids("Café, TEA", 256)).containsExactly(101, 4, 5, 7, 102);
    }

    @Test
    void ideographsStandAlone() {
        assertThat(tokens.ids("tea水tea", 256)).containsExactly(101, 7, 6, 7, 102);
    }

    @Test
    void aWordThatCannotBeCutIsUnknownAsAWhole() {
        assertThat(tokens.ids("unzzz tea", 256)).containsExactly(101, 100, 7, 102);
        assertThat(tokens.ids("x".repeat(1_000), 256)).containsExactly(101, 100, 102);
    }

    @Test
    void whatDoesNotFitIsCutOff() {
        assertThat(tokens.ids("tea ".repeat(1_000), 5)).containsExactly(101, 7, 7, 7, 102);
    }

    @Test
    void nothingIsTheMarksAlone() {
        assertThat(tokens.ids("", 256)).containsExactly(101, 102);
    }

    @Test
    void anotherVocabularyIsRefused() {
        assertThatThrownBy(() -> new WordPiece(Map.of("tea", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[UNK]");
    }
}
