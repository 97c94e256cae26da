package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.embed.TextEncoder;
import com.xenlixai.scan.generate.keybert.CountVectorizer;
import com.xenlixai.scan.generate.keybert.KeyBert;
import com.xenlixai.scan.generate.keybert.ScoredCandidate;
import com.xenlixai.scan.generate.language.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// KeyBERT on the main text. Its phrases run across stop words and punctuation, so only those that
/// the page prints are offered to its selector: everything reported can be quoted.
final class KeyBertKeyphrases implements KeyphraseEngine {

    /// A page's text has this many candidates at most; the first count.
    private static final int MOST_CANDIDATES = 1_500;

    private static final int LONGEST_TEXT = 100_000;

    private final TextEncoder encoder;
    private final KeyphraseSettings.KeyBertSettings settings;

    KeyBertKeyphrases(TextEncoder encoder, KeyphraseSettings.KeyBertSettings settings) {
        this.encoder = encoder;
        this.settings = settings;
    }

    @Override
    public String version(Language language, DocumentFrequencies frequencies) {
        return "keybert-1-%s-%d-%d-%s-%d-%s"
                .formatted(
                        settings.selection().name().toLowerCase(Locale.ROOT),
                        settings.longest(),
                        settings.top(),
                        settings.diversity(),
                        settings.among(),
                        encoder.fingerprint());
    }

    @Override
    public boolean hasModel() {
        return true;
    }

    @Override
    public List<Keyphrase> extract(
            MainContent content,
            TopicSignals signals,
            Language language,
            DocumentFrequencies frequencies) {
        String text = String.join("\n", HybridKeyphrases.blocks(content, signals));
        String document = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        String printed = HybridKeyphrases.printed(content);
        var vectorizer =
                new CountVectorizer(
                        1,
                        settings.longest(),
                        language.code().equals("en")
                                ? CountVectorizer.ENGLISH
                                : language.stopWords());
        List<String> candidates =
                vectorizer.candidates(document).stream()
                        .filter(printed::contains)
                        .limit(MOST_CANDIDATES)
                        .toList();
        var places = new SubjectPlaces(signals, language);
        List<ScoredCandidate> best =
                new KeyBert(encoder, vectorizer, settings.selector())
                        .rank(document, candidates, settings.top());
        return HybridKeyphrases.described(
                best.stream()
                        .map(candidate -> phrase(candidate, printed, language))
                        .sorted(Comparator.comparingDouble(RankedPhrase::score).reversed())
                        .toList(),
                places);
    }

    private static RankedPhrase phrase(
            ScoredCandidate candidate, String printed, Language language) {
        String key =
                Words.of(List.of(candidate.phrase()), language).stream()
                        .map(Word::stem)
                        .collect(Collectors.joining(" "));
        long count =
                Pattern.compile(Pattern.quote(candidate.phrase()))
                        .matcher(printed)
                        .results()
                        .count();
        return new RankedPhrase(candidate.phrase(), key, candidate.score(), (int) count);
    }
}
