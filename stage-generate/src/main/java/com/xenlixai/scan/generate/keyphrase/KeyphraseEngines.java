package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.embed.OnnxEncoder;
import com.xenlixai.scan.generate.embed.TextEncoder;
import java.nio.file.Path;

/// Makes the engine that the settings name, or says what it lacks.
public final class KeyphraseEngines {

    private KeyphraseEngines() {}

    /// @throws IllegalStateException when the engine needs a model that is not there; the message
    ///     says what to set
    public static KeyphraseEngine of(KeyphraseSettings settings, PhraseRanking ranking) {
        return switch (settings.engine()) {
            case HYBRID -> new HybridKeyphrases(ranking);
            case HYBRID_EMBED -> new EmbeddedKeyphrases(ranking, encoder(settings));
            case KEYBERT -> new KeyBertKeyphrases(encoder(settings), settings.keybert());
        };
    }

    private static TextEncoder encoder(KeyphraseSettings settings) {
        String engine = "xenlix.keyphrases.engine=" + label(settings.engine());
        if (!hasRuntime()) {
            throw new IllegalStateException(
                    engine
                            + " needs ONNX Runtime, which is not on the class path. Build with the"
                            + " Maven profile keybert (mvn -Pkeybert …), or set"
                            + " xenlix.keyphrases.engine=hybrid, which needs no model.");
        }
        if (!settings.modelPath().isEmpty()) {
            try {
                return OnnxEncoder.in(Path.of(settings.modelPath()), settings.modelThreads());
            } catch (IllegalStateException e) {
                throw new IllegalStateException(
                        engine
                                + " cannot use xenlix.keyphrases.model-path="
                                + settings.modelPath()
                                + ": "
                                + e.getMessage()
                                + ". It must be a folder with model.onnx (a sentence-transformers"
                                + " encoder such as all-MiniLM-L6-v2) and tokenizer.json or"
                                + " vocab.txt.",
                        e);
            }
        }
        return OnnxEncoder.onClassPath(settings.modelThreads())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        engine
                                                + " needs a model. Set xenlix.keyphrases.model-path to"
                                                + " a folder with model.onnx and tokenizer.json or"
                                                + " vocab.txt, or build with the Maven profile keybert,"
                                                + " which brings one."));
    }

    private static String label(KeyphraseSettings.Engine engine) {
        return switch (engine) {
            case HYBRID -> "hybrid";
            case HYBRID_EMBED -> "hybrid+embed";
            case KEYBERT -> "keybert";
        };
    }

    private static boolean hasRuntime() {
        return KeyphraseEngines.class
                        .getClassLoader()
                        .getResource("ai/onnxruntime/OrtEnvironment.class")
                != null;
    }
}
