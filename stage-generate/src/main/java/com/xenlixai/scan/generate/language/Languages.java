package com.xenlixai.scan.generate.language;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArabicStemmer;
import org.tartarus.snowball.ext.ArmenianStemmer;
import org.tartarus.snowball.ext.BasqueStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.EstonianStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.GreekStemmer;
import org.tartarus.snowball.ext.HindiStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IndonesianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NepaliStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SerbianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TamilStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/// The languages that are known, with Lucene's stop lists and Snowball's stemmers.
///
/// Lists and stemmers: Apache Lucene analysis-common, `org.apache.lucene.analysis`.
public final class Languages {

    private static final Set<String> ELIDING = Set.of("fr", "it", "ca", "ga");
    private static final Map<String, Language> ALL = load();

    private Languages() {}

    /// The language with that ISO code, region ignored (`pt-BR` is `pt`).
    public static Optional<Language> of(String code) {
        String primary = code.strip().toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
        return Optional.ofNullable(
                ALL.get(primary.equals("nb") || primary.equals("nn") ? "no" : primary));
    }

    static Iterable<Language> all() {
        return ALL.values();
    }

    private static Map<String, Language> load() {
        var languages = new LinkedHashMap<String, Language>();
        var lists =
                Map.ofEntries(
                        entry("ar", "ar/stopwords.txt"),
                        entry("bg", "bg/stopwords.txt"),
                        entry("bn", "bn/stopwords.txt"),
                        entry("br", "br/stopwords.txt"),
                        entry("ca", "ca/stopwords.txt"),
                        entry("ckb", "ckb/stopwords.txt"),
                        entry("cs", "cz/stopwords.txt"),
                        entry("da", "snowball/danish_stop.txt"),
                        entry("de", "snowball/german_stop.txt"),
                        entry("el", "el/stopwords.txt"),
                        entry("en", "snowball/english_stop.txt"),
                        entry("es", "snowball/spanish_stop.txt"),
                        entry("et", "et/stopwords.txt"),
                        entry("eu", "eu/stopwords.txt"),
                        entry("fa", "fa/stopwords.txt"),
                        entry("fi", "snowball/finnish_stop.txt"),
                        entry("fr", "snowball/french_stop.txt"),
                        entry("ga", "snowball/irish_stop.txt"),
                        entry("gl", "gl/stopwords.txt"),
                        entry("hi", "hi/stopwords.txt"),
                        entry("hu", "snowball/hungarian_stop.txt"),
                        entry("hy", "hy/stopwords.txt"),
                        entry("id", "id/stopwords.txt"),
                        entry("it", "snowball/italian_stop.txt"),
                        entry("lt", "lt/stopwords.txt"),
                        entry("lv", "lv/stopwords.txt"),
                        entry("ne", "ne/stopwords.txt"),
                        entry("nl", "snowball/dutch_stop.txt"),
                        entry("no", "snowball/norwegian_stop.txt"),
                        entry("pt", "snowball/portuguese_stop.txt"),
                        entry("ro", "ro/stopwords.txt"),
                        entry("ru", "snowball/russian_stop.txt"),
                        entry("sr", "sr/stopwords.txt"),
                        entry("sv", "snowball/swedish_stop.txt"),
                        entry("ta", "ta/stopwords.txt"),
                        entry("te", "te/stopwords.txt"),
                        entry("th", "th/stopwords.txt"),
                        entry("tr", "tr/stopwords.txt"));
        var stemmers = stemmers();
        new TreeMap<>(lists)
                .forEach(
                        (code, list) ->
                                languages.put(
                                        code,
                                        language(code, StopList.lucene(list), stemmers.get(code))));
        for (String code : new String[] {"pl", "uk", "vi", "zh", "ja", "ko"}) {
            languages.put(code, language(code, StopList.own(code), null));
        }
        return languages;
    }

    private static Language language(
            String code,
            Set<String> stopWords,
            @Nullable Supplier<? extends SnowballStemmer> stemmer) {
        Supplier<UnaryOperator<String>> stemmers =
                stemmer == null ? UnaryOperator::identity : () -> stemming(stemmer.get());
        boolean spaced = !Set.of("zh", "ja", "th").contains(code);
        return new Language(code, stopWords, stemmers, spaced, ELIDING.contains(code));
    }

    private static UnaryOperator<String> stemming(SnowballStemmer stemmer) {
        return word -> {
            stemmer.setCurrent(word);
            stemmer.stem();
            return stemmer.getCurrent();
        };
    }

    private static Map<String, Supplier<? extends SnowballStemmer>> stemmers() {
        return Map.ofEntries(
                entry("ar", ArabicStemmer::new),
                entry("ca", CatalanStemmer::new),
                entry("da", DanishStemmer::new),
                entry("de", GermanStemmer::new),
                entry("el", GreekStemmer::new),
                entry("en", EnglishStemmer::new),
                entry("es", SpanishStemmer::new),
                entry("et", EstonianStemmer::new),
                entry("eu", BasqueStemmer::new),
                entry("fi", FinnishStemmer::new),
                entry("fr", FrenchStemmer::new),
                entry("ga", IrishStemmer::new),
                entry("hi", HindiStemmer::new),
                entry("hu", HungarianStemmer::new),
                entry("hy", ArmenianStemmer::new),
                entry("id", IndonesianStemmer::new),
                entry("it", ItalianStemmer::new),
                entry("lt", LithuanianStemmer::new),
                entry("ne", NepaliStemmer::new),
                entry("nl", DutchStemmer::new),
                entry("no", NorwegianStemmer::new),
                entry("pt", PortugueseStemmer::new),
                entry("ro", RomanianStemmer::new),
                entry("ru", RussianStemmer::new),
                entry("sr", SerbianStemmer::new),
                entry("sv", SwedishStemmer::new),
                entry("ta", TamilStemmer::new),
                entry("tr", TurkishStemmer::new));
    }
}
