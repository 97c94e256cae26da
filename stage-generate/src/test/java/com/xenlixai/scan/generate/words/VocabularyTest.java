package com.xenlixai.scan.generate.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.WordFrequencies;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.generate.language.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {

    private static final Language FRENCH = Languages.of("fr").orElseThrow();
    private static final Language ENGLISH = Languages.of("en").orElseThrow();

    private int learnt;
    private final List<WordFrequencies> published = new ArrayList<>();
    private final Vocabulary vocabulary =
            new Vocabulary(WordTables.bundled(), published::add, () -> {});

    private void learn(int texts, String... words) {
        for (int i = 0; i < texts; i++) {
            int text = ++learnt;
            vocabulary.learn("learnt " + text, "site " + text, FRENCH, () -> Set.of(words));
        }
    }

    @Test
    void aTableIsPublishedWhenEnoughIsLearntAndUsedWhenItIsReadBack() throws Exception {
        learn(Vocabulary.FIRST - 1, "commun", "jour");
        assertThat(published).isEmpty();
        learn(1, "rare", "jour");
        assertThat(published).hasSize(1);
        assertThat(published.getFirst())
                .isEqualTo(
                        new WordFrequencies(
                                "fr",
                                1,
                                (long) Vocabulary.FIRST,
                                Map.of(
                                        "commun",
                                        Vocabulary.FIRST - 1L,
                                        "jour",
                                        (long) Vocabulary.FIRST)));
        assertThat(vocabulary.current().edition(FRENCH)).as("not used yet").isEmpty();
        assertThat(vocabulary.current().rarity(FRENCH, "jour")).isEqualTo(1);

        vocabulary.accept(published.getFirst());

        assertThat(vocabulary.current().edition(FRENCH)).startsWith("words-1-");
        assertThat(vocabulary.current().rarity(FRENCH, "jour")).isZero();
        assertThat(vocabulary.current().rarity(FRENCH, "rare")).isEqualTo(1);
        assertThat(vocabulary.current().rarity(FRENCH, "commun")).isBetween(0.0, 0.001);
    }

    @Test
    void editionsBecomeRareAsTheTableGrows() {
        int texts = 0;
        while (texts < 20_000) {
            learn(1, "mot", "mot" + texts++);
            published.forEach(vocabulary::accept);
        }
        assertThat(published).hasSizeBetween(5, 12);
        assertThat(published.getLast().getDocuments()).isGreaterThan(10_000);
    }

    @Test
    void instancesThatReadTheSameNameTheSame() throws Exception {
        var other = new Vocabulary(WordTables.bundled(), _ -> {}, () -> {});
        var first = new WordFrequencies("fr", 4, 900L, Map.of("mot", 800L));
        var second = new WordFrequencies("fr", 4, 900L, Map.of("mot", 801L));
        vocabulary.accept(first);
        other.accept(second);
        assertThat(other.current().edition(FRENCH))
                .isNotEqualTo(vocabulary.current().edition(FRENCH));
        vocabulary.accept(second);
        assertThat(other.current().edition(FRENCH)).isEqualTo(vocabulary.current().edition(FRENCH));
    }

    @Test
    void oneSiteAndOneTextCountOnlySoMuch() {
        for (int i = 0; i < 10 * Vocabulary.FIRST; i++) {
            vocabulary.learn("text " + i, "one site", FRENCH, () -> Set.of("mot"));
        }
        for (int i = 0; i < 10 * Vocabulary.FIRST; i++) {
            vocabulary.learn("the same", "site " + i, FRENCH, () -> Set.of("mot"));
        }
        assertThat(published).isEmpty();
        learn(Vocabulary.FIRST, "mot");
        assertThat(published).hasSize(1);
    }

    @Test
    void aTableIsBounded() {
        for (int i = 0; i < Vocabulary.FIRST; i++) {
            int text = i;
            vocabulary.learn(
                    "text " + i,
                    "site " + i,
                    FRENCH,
                    () ->
                            IntStream.range(0, 100)
                                    .mapToObj(word -> "mot" + (text / 2 * 100 + word))
                                    .collect(Collectors.toSet()));
        }
        assertThat(published.getFirst().getCounts()).hasSize(WordTable.MOST);
    }

    @Test
    void whatIsNoTableIsNotUsed() throws Exception {
        String before = vocabulary.current().edition(ENGLISH);
        vocabulary.accept(new WordFrequencies("en", 9, 0L, Map.of()));
        vocabulary.accept(new WordFrequencies("en", 9, 500L, Map.of("more", 501L)));
        vocabulary.accept(new WordFrequencies("en", 9, 500L, Map.of("less", -1L)));
        assertThat(vocabulary.current().edition(ENGLISH)).isEqualTo(before);
    }

    @Test
    void theBundledTableKnowsCommonFromRareWords() throws Exception {
        assertThat(vocabulary.current().edition(ENGLISH)).startsWith("words-0-");
        assertThat(vocabulary.current().rarity(ENGLISH, "time"))
                .isLessThan(vocabulary.current().rarity(ENGLISH, "matcha"));
        assertThat(vocabulary.current().rarity(ENGLISH, "matcha")).isEqualTo(1);
    }
}
