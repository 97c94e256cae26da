package com.xenlixai.scan.generate.words;

import com.xenlixai.scan.contract.event.WordFrequencies;
import com.xenlixai.scan.generate.keyphrase.DocumentFrequencies;
import com.xenlixai.scan.generate.language.Language;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What all instances know of how common words are, and what this one has counted since. A new
/// edition is published when the texts have become half as many more, so that there are few of
/// them; an instance uses it when it reads it back, never before, so that all use the same.
/// Thread-safe.
public final class Vocabulary {

    /// Texts of the first edition that is learnt.
    static final int FIRST = 500;

    /// Of one site's pages this many count in an edition: its own words are not the language's.
    static final int OF_A_SITE = 20;

    /// Texts counted before an edition is due at the latest.
    private static final int MOST_AT_ONCE = 50_000;

    private static final int MOST_SEEN = 50_000;

    /// Words of a language counted between two editions. Those met once are forgotten when there
    /// are more.
    private static final int MOST_COUNTED = 200_000;

    /// Waits until what was published before this instance started is known, or long enough.
    public interface Ready {
        void await() throws InterruptedException;
    }

    private final Consumer<WordFrequencies> publisher;
    private final Ready ready;
    private volatile boolean isReady;
    private final Map<String, Counts> counted = new HashMap<>();
    private final Map<String, Boolean> seen =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_SEEN;
                }
            };
    private volatile WordTables tables;

    /// @param publisher writes an edition for all instances
    public Vocabulary(WordTables start, Consumer<WordFrequencies> publisher, Ready ready) {
        this.tables = start;
        this.ready = ready;
        this.publisher = publisher;
    }

    /// What is known now.
    public DocumentFrequencies current() throws InterruptedException {
        if (!isReady) {
            ready.await();
            isReady = true;
        }
        return tables;
    }

    /// Uses an edition that an instance has published, perhaps this one.
    public void accept(WordFrequencies published) {
        boolean isSound =
                published.getDocuments() > 0
                        && published.getCounts().size() <= WordTable.MOST
                        && published.getCounts().values().stream()
                                .allMatch(count -> count > 0 && count <= published.getDocuments());
        if (isSound) {
            var table =
                    new WordTable(
                            published.getEdition(),
                            published.getDocuments(),
                            published.getCounts());
            synchronized (counted) {
                tables = tables.with(published.getLanguage(), table);
            }
        }
    }

    /// Counts a text once, unless its site has been counted enough.
    ///
    /// @param content tells equal texts
    /// @param stems of the text's words; asked for only when they are counted
    public void learn(String content, String site, Language language, Supplier<Set<String>> stems) {
        if (language.equals(Language.UNKNOWN) || !isWanted(content, site, language)) {
            return;
        }
        Set<String> words = stems.get();
        counted(language.code(), words).ifPresent(publisher);
    }

    private boolean isWanted(String content, String site, Language language) {
        synchronized (counted) {
            Counts counts = counted.computeIfAbsent(language.code(), _ -> new Counts());
            return seen.putIfAbsent(content, true) == null
                    && counts.sites.merge(site, 1, Integer::sum) <= OF_A_SITE;
        }
    }

    /// The next edition, when it is due.
    private Optional<WordFrequencies> counted(String language, Set<String> words) {
        synchronized (counted) {
            Counts counts = counted.computeIfAbsent(language, _ -> new Counts());
            counts.documents++;
            words.forEach(word -> counts.words.merge(word, 1L, Long::sum));
            if (counts.words.size() > MOST_COUNTED) {
                counts.words.values().removeIf(count -> count == 1);
            }
            WordTable table = tables.of(language);
            if (counts.documents < Math.clamp(table.documents() / 2, FIRST, MOST_AT_ONCE)) {
                return Optional.empty();
            }
            WordTable next = table.and(counts.documents, counts.words);
            counted.remove(language);
            return Optional.of(
                    new WordFrequencies(language, next.edition(), next.documents(), next.counts()));
        }
    }

    /// What this instance has counted of a language since the last edition.
    private static final class Counts {
        private final Map<String, Long> words = new HashMap<>();
        private final Map<String, Integer> sites = new HashMap<>();
        private long documents;
    }
}
