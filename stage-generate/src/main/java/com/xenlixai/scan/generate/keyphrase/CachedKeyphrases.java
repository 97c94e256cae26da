package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.cache.ContentKey;
import com.xenlixai.scan.generate.cache.SingleFlightCache;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.language.Language;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/// Keeps an engine's phrases by content, so that the same text on many URLs, or the same page
/// scanned again, costs one extraction. Worth it for engines with a model.
public final class CachedKeyphrases implements KeyphraseEngine {

    private static final long MAX_BYTES = 32L * 1024 * 1024;
    private static final Duration KEEP = Duration.ofDays(90);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// About the memory of a phrase with its places.
    private static final int BYTES_OF_PHRASE = 300;

    private final KeyphraseEngine engine;
    private final SingleFlightCache<List<Keyphrase>> cache;

    public CachedKeyphrases(KeyphraseEngine engine, MeterRegistry registry) {
        this.engine = engine;
        this.cache =
                new SingleFlightCache<>(
                        "keyphrases",
                        MAX_BYTES,
                        KEEP,
                        phrases -> 100 + BYTES_OF_PHRASE * phrases.size(),
                        _ -> true,
                        registry);
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public List<Keyphrase> extract(MainContent content, TopicSignals signals, Language language) {
        try {
            return cache.get(
                    key(content, signals, language),
                    PATIENCE,
                    () -> engine.extract(content, signals, language));
        } catch (InterruptedException e) {
            // Only waiting for another's work is cut short; the interrupt is the caller's to see.
            Thread.currentThread().interrupt();
            return engine.extract(content, signals, language);
        }
    }

    private String key(MainContent content, TopicSignals signals, Language language) {
        return new ContentKey()
                .with(engine.version())
                .with(language.code())
                .with(content.blocks().stream().map(Block::text).toList())
                .with(content.visible().stream().map(Block::text).toList())
                .with(signals.toString())
                .hex();
    }
}
