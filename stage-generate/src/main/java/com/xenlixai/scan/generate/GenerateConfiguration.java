package com.xenlixai.scan.generate;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.PageAnalyzed;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.generate.keyphrase.CachedKeyphrases;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngine;
import com.xenlixai.scan.generate.keyphrase.KeyphraseEngines;
import com.xenlixai.scan.generate.keyphrase.KeyphraseSettings;
import com.xenlixai.scan.generate.keyphrase.PhraseRanking;
import com.xenlixai.scan.generate.llm.LlmInsights;
import com.xenlixai.scan.generate.llm.LlmMeters;
import com.xenlixai.scan.generate.llm.LlmSettings;
import com.xenlixai.scan.generate.words.WordTopic;
import com.xenlixai.scan.runtime.SharedTopics;
import com.xenlixai.scan.runtime.StageDefinition;
import com.xenlixai.scan.runtime.StageRuntimeConfiguration;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.cache.CacheConfiguration;
import com.xenlixai.scan.runtime.cache.CacheStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Wires the stage.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KeyphraseSettings.class, LlmSettings.class})
@Import({StageRuntimeConfiguration.class, CacheConfiguration.class})
class GenerateConfiguration {

    @Bean
    StageDefinition<PageAnalyzed> stage() {
        return StageDefinition.of("generate", PageAnalyzed.class, PageAnalyzed::getOrder)
                .reporting(Stage.GENERATE)
                .reading(Topics::generate);
    }

    @Bean
    KeyphraseEngine keyphraseEngine(
            KeyphraseSettings settings, CacheStore store, MeterRegistry registry) {
        KeyphraseEngine engine = KeyphraseEngines.of(settings, new PhraseRanking());
        return new CachedKeyphrases(engine, store, registry);
    }

    @Bean
    WordTopic wordTopic(SharedTopics topics) {
        return new WordTopic(topics);
    }

    @Bean
    Step<PageAnalyzed> step(
            KeyphraseEngine keyphraseEngine,
            WordTopic words,
            LlmSettings llm,
            CacheStore store,
            MeterRegistry registry) {
        // There from the start, at nought, also while no model is asked.
        var meters = new LlmMeters(registry);
        // Marks around page text must not be guessable by a page's author.
        Optional<LlmInsights> model =
                llm.isActive()
                        ? Optional.of(
                                new LlmInsights(
                                        llm, Clock.systemUTC(), new SecureRandom(), meters, store))
                        : Optional.empty();
        return new GenerateStep(keyphraseEngine, words.vocabulary(), model, Clock.systemUTC());
    }
}
