package com.xenlixai.scan.generate.keyphrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xenlixai.scan.generate.keyphrase.KeyphraseSettings.Engine;
import com.xenlixai.scan.generate.keyphrase.KeyphraseSettings.Selection;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeyphraseSettingsTest {

    private static KeyphraseSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("xenlix.keyphrases", KeyphraseSettings.class);
    }

    @Test
    void theDefaultNeedsNoModel() {
        KeyphraseSettings defaults = bind(Map.of());

        assertThat(defaults.engine()).isEqualTo(Engine.HYBRID);
        assertThat(defaults.modelPath()).isEmpty();
        assertThat(defaults.modelThreads()).isEqualTo(1);
        assertThat(defaults.keybert().longest()).isEqualTo(2);
        assertThat(defaults.keybert().selection()).isEqualTo(Selection.MMR);
        assertThat(defaults.keybert().diversity()).isEqualTo(0.5);
        assertThat(defaults.keybert().among()).isEqualTo(20);
        assertThat(defaults.keybert().top()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"hybrid,HYBRID", "hybrid+embed,HYBRID_EMBED", "keybert,KEYBERT"})
    void enginesHaveTheirPublicNames(String name, Engine engine) {
        assertThat(bind(Map.of("xenlix.keyphrases.engine", name)).engine()).isEqualTo(engine);
    }

    @ParameterizedTest
    @CsvSource({
        "model-threads,0",
        "keybert.longest,5",
        "keybert.top,0",
        "keybert.among,26",
        "keybert.diversity,1.5"
    })
    void badValuesAreRefusedByName(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("xenlix.keyphrases." + key, value)))
                .rootCause()
                .hasMessageContaining("xenlix.keyphrases." + key);
    }

    @Test
    void maxSumOfManyIsRefused() {
        assertThatThrownBy(
                        () ->
                                bind(
                                        Map.of(
                                                "xenlix.keyphrases.keybert.selection",
                                                "maxsum",
                                                "xenlix.keyphrases.keybert.top",
                                                "11")))
                .rootCause()
                .hasMessageContaining("xenlix.keyphrases.keybert.top");
    }

    @Test
    void aMissingModelIsSaidAtStartWithWhatToSet(@TempDir Path empty) {
        KeyphraseSettings settings =
                bind(
                        Map.of(
                                "xenlix.keyphrases.engine",
                                "keybert",
                                "xenlix.keyphrases.model-path",
                                empty.toString()));

        assertThatThrownBy(() -> KeyphraseEngines.of(settings, new PhraseRanking()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "xenlix.keyphrases.engine=keybert",
                        "xenlix.keyphrases.model-path",
                        "model.onnx");
    }
}
