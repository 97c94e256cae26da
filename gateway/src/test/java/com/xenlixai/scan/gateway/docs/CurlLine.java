package com.xenlixai.scan.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A command with `curl` in it, as it stands in a code block of the documentation.
///
/// @param document where it stands, from the root of the repository
record CurlLine(String document, String command) {

    private static final Pattern CURL = Pattern.compile("(?:^|\\| )curl ");
    private static final String INDENTED = "    ";

    /// Those of the README, of the contributors' page and of everything in `docs`, in the order in
    /// which people read them.
    static List<CurlLine> all() {
        Path root = root();
        List<CurlLine> lines = new ArrayList<>();
        for (Path page : pages(root)) {
            lines.addAll(of(root.relativize(page).toString(), read(page)));
        }
        return lines;
    }

    /// Those of one page: in fenced blocks, however far these are indented, and in indented ones.
    static List<CurlLine> of(String document, String text) {
        List<CurlLine> found = new ArrayList<>();
        boolean fenced = false;
        for (String line : text.replace("\\\n", " ").lines().toList()) {
            String command = line.strip();
            if (command.startsWith("```")) {
                fenced = !fenced;
            } else if ((fenced || line.startsWith(INDENTED)) && CURL.matcher(command).find()) {
                found.add(new CurlLine(document, command));
            }
        }
        return found;
    }

    private static List<Path> pages(Path root) {
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve("docs/api.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no docs/api.md above " + Path.of("").toAbsolutePath());
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return document + ": " + command;
    }
}
