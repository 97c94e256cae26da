package com.xenlixai.scan.generate.keyphrase;

import com.xenlixai.scan.generate.keybert.Selector;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How keyphrases are found.
///
/// @param engine `hybrid` needs no model; `hybrid+embed` ranks the hybrid's best by meaning as well;
///     `keybert` is KeyBERT as published
/// @param modelPath folder with `model.onnx` and `tokenizer.json` or `vocab.txt`; empty for the
///     model on the class path (Maven profile `keybert`)
/// @param modelThreads runs of the model at once in this process
/// @param keybert what KeyBERT is told
@ConfigurationProperties("xenlix.keyphrases")
public record KeyphraseSettings(
        @DefaultValue("hybrid") Engine engine,
        @DefaultValue("") String modelPath,
        @DefaultValue("1") int modelThreads,
        @DefaultValue KeyBertSettings keybert) {

    /// Which way of finding keyphrases.
    public enum Engine {
        HYBRID,
        HYBRID_EMBED,
        KEYBERT
    }

    /// How KeyBERT chooses.
    public enum Selection {
        PLAIN,
        MMR,
        MAXSUM
    }

    /// KeyBERT's own parameters.
    ///
    /// @param longest words of the longest phrase
    /// @param selection plain, mmr or maxsum
    /// @param diversity of mmr, 0 to 1
    /// @param among candidates that maxsum combines, at most 25
    /// @param top phrases of one page; at most 10 with maxsum
    public record KeyBertSettings(
            @DefaultValue("2") int longest,
            @DefaultValue("mmr") Selection selection,
            @DefaultValue("0.5") double diversity,
            @DefaultValue("20") int among,
            @DefaultValue("10") int top) {

        public KeyBertSettings {
            between(1, longest, 4, "keybert.longest");
            between(1, top, 50, "keybert.top");
            between(1, among, 25, "keybert.among");
            if (selection == Selection.MAXSUM && (top > 10 || top > among)) {
                throw new IllegalArgumentException(
                        "xenlix.keyphrases.keybert.top must be at most 10 and at most"
                                + " keybert.among with maxsum: "
                                + top);
            }
            if (!(diversity >= 0 && diversity <= 1)) {
                throw new IllegalArgumentException(
                        "xenlix.keyphrases.keybert.diversity must be 0 to 1: " + diversity);
            }
        }

        Selector selector() {
            return switch (selection) {
                case PLAIN -> new Selector.Plain();
                case MMR -> new Selector.Diverse(diversity);
                case MAXSUM -> new Selector.LeastAlike(among);
            };
        }
    }

    public KeyphraseSettings {
        between(1, modelThreads, 256, "model-threads");
    }

    private static void between(int least, int value, int most, String key) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "xenlix.keyphrases."
                            + key
                            + " must be "
                            + least
                            + " to "
                            + most
                            + ": "
                            + value);
        }
    }
}
