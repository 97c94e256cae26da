package com.xenlixai.scan.generate.keybert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CountVectorizerTest {

    @Test
    void tokensAreLowerCaseAndOfTwoLettersAtLeast() {
        assertThat(new CountVectorizer(1, 1, Set.of()).candidates("A B-tree is a Tree, R2D2!"))
                .containsExactly("is", "r2d2", "tree");
    }

    @Test
    void stopWordsGoBeforePhrasesAreFormed() {
        assertThat(
                        new CountVectorizer(2, 2, CountVectorizer.ENGLISH)
                                .candidates(
                                        "An operating system is a signal. Supervised learning."))
                .containsExactly("operating signal", "signal supervised", "supervised learning");
    }

    @Test
    void theEnglishListIsTheGlasgowOne() {
        assertThat(CountVectorizer.ENGLISH)
                .hasSize(318)
                .contains("system", "interest", "bill", "fire", "detail", "top", "move", "mine")
                .doesNotContain("learning", "data");
    }

    @Test
    void anEmptyDocumentHasNoCandidates() {
        assertThat(new CountVectorizer(1, 3, CountVectorizer.ENGLISH).candidates("the of to"))
                .isEmpty();
    }
}
