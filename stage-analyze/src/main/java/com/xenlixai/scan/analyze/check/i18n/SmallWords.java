package com.xenlixai.scan.analyze.check.i18n;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The most frequent small words of languages that share the Latin script. A word is its own key, twelve
/// bits a letter, so that texts need no string for each of their words.
final class SmallWords {

    private record Language(String code, String words) {}

    /// By code, since of equals the first one counts.
    private static final List<Language> LANGUAGES =
            List.of(
                    new Language(
                            "de", "der die und das ist mit nicht ein eine zu den von für auf sie"),
                    new Language("en", "the and of to is for with that you are on this it your"),
                    new Language("es", "el la los las y de que una para con por es en su del"),
                    new Language(
                            "fr", "le la les et des est une pour dans que vous du pas avec sur"),
                    new Language("it", "il di che e per una con non della sono del gli è le da"),
                    new Language("nl", "de het een en van voor met niet dat op zijn te je aan ook"),
                    new Language("pl", "i w na nie się jest do to z że dla od oraz po jak"),
                    new Language("pt", "o os e que uma para com não do da em um por mais dos"),
                    new Language("sv", "och att det som en är för på med av inte till den ett du"));

    private static final int BITS_OF_LETTER = 12;

    /// Letters that a key has room for; longer words are none of these.
    static final int LONGEST = Long.SIZE / BITS_OF_LETTER;

    private static final int BITS_OF_TABLE = 10;

    /// What spreads these keys over the table.
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private static final long[] KEYS = new long[1 << BITS_OF_TABLE];

    /// One bit for each language that has the word of this slot.
    private static final int[] OWNERS = new int[KEYS.length];

    static {
        Map<Long, Integer> owners = new HashMap<>();
        for (int i = 0; i < LANGUAGES.size(); i++) {
            for (String word : LANGUAGES.get(i).words.split(" ")) {
                owners.merge(key(word.toCharArray(), 0, word.length()), 1 << i, Integer::sum);
            }
        }
        owners.forEach(
                (key, languages) -> {
                    int slot = slot(key);
                    KEYS[slot] = key;
                    OWNERS[slot] = languages;
                });
    }

    private SmallWords() {}

    /// How many languages there are.
    static int languages() {
        return LANGUAGES.size();
    }

    /// The code of the language of that place.
    static String code(int place) {
        return LANGUAGES.get(place).code;
    }

    /// One bit for each language that has the word, by its place.
    static int owners(char[] text, int from, int to) {
        long key = key(text, from, to);
        int slot = slot(key);
        return KEYS[slot] == key ? OWNERS[slot] : 0;
    }

    private static long key(char[] text, int from, int to) {
        long key = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c >= 1 << BITS_OF_LETTER) {
                return -1;
            }
            key = key << BITS_OF_LETTER | c;
        }
        return key;
    }

    private static int slot(long key) {
        int slot = (int) (FACTOR * key >>> Long.SIZE - BITS_OF_TABLE);
        while (KEYS[slot] != 0 && KEYS[slot] != key) {
            slot = (slot + 1) & KEYS.length - 1;
        }
        return slot;
    }
}
