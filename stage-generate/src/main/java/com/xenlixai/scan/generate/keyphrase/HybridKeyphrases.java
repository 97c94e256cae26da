package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.content.PlainText;
import com.xenlixai.scan.generate.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The engine that needs no model: the ranking of the main text, lifted by where else the page
/// names its subject. On pages that are no articles, headings and the title's words on the page
/// stand in for the text.
public final class HybridKeyphrases implements KeyphraseEngine {

    static final String VERSION = "hybrid-2";

    private static final int RANKED = 60;
    private static final int MOST = 15;

    /// Ranks the phrases of a text, as {@link PhraseRanking#rank}.
    interface Ranking {
        List<RankedPhrase> rank(
                List<String> blocks, Language language, DocumentFrequencies frequencies, int limit);
    }

    private final Ranking ranking;

    public HybridKeyphrases(PhraseRanking ranking) {
        this(ranking::rank);
    }

    HybridKeyphrases(Ranking ranking) {
        this.ranking = ranking;
    }

    @Override
    public String version(Language language, DocumentFrequencies frequencies) {
        String edition = frequencies.edition(language);
        return edition.isEmpty() ? VERSION : VERSION + "+" + edition;
    }

    @Override
    public List<Keyphrase> extract(
            MainContent content,
            TopicSignals signals,
            Language language,
            DocumentFrequencies frequencies) {
        List<String> blocks = blocks(content, signals);
        var places = new SubjectPlaces(signals, language);
        String printed = printed(content);
        List<RankedPhrase> best =
                ranking.rank(blocks, language, frequencies, RANKED).stream()
                        .filter(phrase -> printed.contains(folded(phrase.text())))
                        .map(phrase -> boosted(phrase, places))
                        .sorted(Comparator.comparingDouble(RankedPhrase::score).reversed())
                        .limit(MOST)
                        .toList();
        return described(best, places);
    }

    /// The text to rank: what is at the top of the page comes first, as position counts.
    static List<String> blocks(MainContent content, TopicSignals signals) {
        var blocks = new ArrayList<String>();
        List<String> main = content.blocks().stream().map(Block::text).toList();
        for (String heading : signals.getH1()) {
            String text = PlainText.of(heading);
            if (!text.isEmpty() && !main.contains(text)) {
                blocks.add(text);
            }
        }
        blocks.addAll(main);
        return blocks;
    }

    static List<Keyphrase> described(List<RankedPhrase> best, SubjectPlaces places) {
        double highest = best.isEmpty() ? 1 : best.getFirst().score();
        return best.stream()
                .map(
                        phrase -> {
                            var at = new ArrayList<>(places.of(phrase.key()));
                            at.add("text");
                            return new Keyphrase(
                                    phrase.text(),
                                    highest > 0
                                            ? Math.round(1000 * phrase.score() / highest) / 1000.0
                                            : 0,
                                    phrase.count(),
                                    at,
                                    places.missing(phrase.key()));
                        })
                .toList();
    }

    private static RankedPhrase boosted(RankedPhrase phrase, SubjectPlaces places) {
        return new RankedPhrase(
                phrase.text(),
                phrase.key(),
                phrase.score() * places.boost(phrase.key()),
                phrase.count());
    }

    /// All that a reader sees, to hold phrases against.
    static String printed(MainContent content) {
        return content.visible().stream()
                .map(Block::text)
                .map(HybridKeyphrases::folded)
                .collect(Collectors.joining("\n"));
    }

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
