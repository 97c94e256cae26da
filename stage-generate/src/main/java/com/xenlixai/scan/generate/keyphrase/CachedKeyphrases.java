package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.contract.event.Keyphrase;
import com.xenlixai.scan.contract.event.TopicSignals;
import com.xenlixai.scan.generate.cache.ContentKey;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.content.MainContent;
import com.xenlixai.scan.generate.language.Language;
import com.xenlixai.scan.runtime.cache.CacheForm;
import com.xenlixai.scan.runtime.cache.CachePlan;
import com.xenlixai.scan.runtime.cache.CacheStore;
import com.xenlixai.scan.runtime.cache.LayeredCache;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps an engine's phrases by content, so that the same text on many URLs, or the same page
/// scanned again, costs one extraction. Phrases of an engine with a model are shared between
/// instances; without a model, asking a database costs more than extracting.
public final class CachedKeyphrases implements KeyphraseEngine {

    private static final long MAX_BYTES = 32L * 1024 * 1024;
    private static final Duration KEEP = Duration.ofDays(90);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// About the memory of a phrase with its places.
    private static final int BYTES_OF_PHRASE = 300;

    private final KeyphraseEngine engine;
    private final LayeredCache<List<Keyphrase>> cache;

    public CachedKeyphrases(KeyphraseEngine engine, CacheStore store, MeterRegistry registry) {
        this.engine = engine;
        CachePlan<List<Keyphrase>> plan =
                new CachePlan<>(
                        "keyphrases",
                        MAX_BYTES,
                        phrases -> 100 + BYTES_OF_PHRASE * phrases.size(),
                        _ -> KEEP,
                        Optional.of(CacheForm.listOf(Keyphrase.class)));
        this.cache =
                new LayeredCache<>(engine.hasModel() ? plan : plan.unshared(), store, registry);
    }

    @Override
    public boolean hasModel() {
        return engine.hasModel();
    }

    @Override
    public String version(Language language, DocumentFrequencies frequencies) {
        return engine.version(language, frequencies);
    }

    @Override
    public List<Keyphrase> extract(
            MainContent content,
            TopicSignals signals,
            Language language,
            DocumentFrequencies frequencies) {
        try {
            return cache.get(
                    key(content, signals, language, frequencies),
                    PATIENCE,
                    () -> engine.extract(content, signals, language, frequencies));
        } catch (InterruptedException e) {
            // Only waiting for another's work is cut short; the interrupt is the caller's to see.
            Thread.currentThread().interrupt();
            return engine.extract(content, signals, language, frequencies);
        }
    }

    private String key(
            MainContent content,
            TopicSignals signals,
            Language language,
            DocumentFrequencies frequencies) {
        return new ContentKey()
                .with(engine.version(language, frequencies))
                .with(language.code())
                .with(content.blocks().stream().map(Block::text).toList())
                .with(content.visible().stream().map(Block::text).toList())
                .with(signals.toString())
                .hex();
    }
}
