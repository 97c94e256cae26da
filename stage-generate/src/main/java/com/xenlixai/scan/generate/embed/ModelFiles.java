package com.xenlixai.scan.generate.embed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Weights and vocabulary of a BERT encoder: from a folder with `model.onnx` and `tokenizer.json`
/// or `vocab.txt`, or from LangChain4j's model artifact on the class path.
///
/// @param name where they are from
/// @param weights the ONNX file
/// @param vocabulary token to id
record ModelFiles(String name, byte[] weights, Map<String, Integer> vocabulary) {

    private static final String ARTIFACT = "/all-minilm-l6-v2-q";

    /// The files in that folder.
    ///
    /// @throws IllegalStateException when one is missing, saying which
    static ModelFiles in(Path folder) {
        Path weights = folder.resolve("model.onnx");
        Path tokenizer = folder.resolve("tokenizer.json");
        Path list = folder.resolve("vocab.txt");
        if (!Files.isReadable(weights)) {
            throw new IllegalStateException("no readable " + weights);
        }
        if (!Files.isReadable(tokenizer) && !Files.isReadable(list)) {
            throw new IllegalStateException("neither tokenizer.json nor vocab.txt in " + folder);
        }
        try {
            Map<String, Integer> vocabulary =
                    Files.isReadable(tokenizer)
                            ? fromTokenizer(Files.readString(tokenizer))
                            : fromList(Files.readAllLines(list));
            return new ModelFiles(weights.toString(), Files.readAllBytes(weights), vocabulary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The artifact's files, empty when it is not on the class path.
    static Optional<ModelFiles> onClassPath() {
        byte[] weights = resource(ARTIFACT + ".onnx");
        byte[] tokenizer = resource(ARTIFACT + "-tokenizer.json");
        return weights == null || tokenizer == null
                ? Optional.empty()
                : Optional.of(
                        new ModelFiles(
                                "all-minilm-l6-v2-q",
                                weights,
                                fromTokenizer(new String(tokenizer, StandardCharsets.UTF_8))));
    }

    private static byte @Nullable [] resource(String path) {
        try (InputStream stream = ModelFiles.class.getResourceAsStream(path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> fromTokenizer(String json) {
        var vocabulary = new HashMap<String, Integer>();
        JsonNode entries = JsonMapper.shared().readTree(json).path("model").path("vocab");
        entries.properties()
                .forEach(entry -> vocabulary.put(entry.getKey(), entry.getValue().asInt()));
        return vocabulary;
    }

    private static Map<String, Integer> fromList(List<String> lines) {
        var vocabulary = new HashMap<String, Integer>();
        for (int i = 0; i < lines.size(); i++) {
            vocabulary.put(lines.get(i).strip(), i);
        }
        return vocabulary;
    }
}
