package com.xenlixai.scan.bench.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A text with the phrases that people gave it.
///
/// @param name of its file, without ending
/// @param text as it is
/// @param keys the gold phrases
record LabelledText(String name, String text, List<String> keys) {

    LabelledText {
        keys = List.copyOf(keys);
    }

    /// Reads a data set: `docsutf8/*.txt` beside `keys/*.key` (one phrase a line), or Hulth's
    /// `*.abstr` beside `*.uncontr` (phrases parted by semicolons).
    static List<LabelledText> read(Path folder) throws IOException {
        Path documents = folder.resolve("docsutf8");
        if (Files.isDirectory(documents)) {
            return read(documents, ".txt", folder.resolve("keys"), ".key", "\\R");
        }
        return read(folder, ".abstr", folder, ".uncontr", ";");
    }

    private static List<LabelledText> read(
            Path documents, String ending, Path keys, String keyEnding, String separator)
            throws IOException {
        var texts = new ArrayList<LabelledText>();
        List<Path> files;
        try (Stream<Path> found = Files.list(documents)) {
            files = found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            String name = fileName.substring(0, fileName.length() - ending.length());
            Path keyFile = keys.resolve(name + keyEnding);
            if (Files.exists(keyFile)) {
                List<String> gold =
                        Stream.of(decode(keyFile).split(separator))
                                .map(key -> key.strip().replaceAll("\\s+", " "))
                                .filter(key -> !key.isEmpty())
                                .toList();
                texts.add(new LabelledText(name, decode(file), gold));
            }
        }
        return texts;
    }

    /// Some files of the public data sets are not quite UTF-8.
    static String decode(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
    }
}
