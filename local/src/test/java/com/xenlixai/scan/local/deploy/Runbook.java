package com.xenlixai.scan.local.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do when an alert fires: a page of `docs/runbooks`.
///
/// @param name of the alert
/// @param sections their text by heading, in the page's order
record Runbook(String name, Map<String, String> sections) {

    private static final Pattern HEADING = Pattern.compile("(?m)^## ");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    static List<Runbook> all() {
        return Repository.files("docs/runbooks", ".md").stream()
                .filter(file -> !file.endsWith("README.md"))
                .map(Runbook::read)
                .toList();
    }

    /// The blocks of one language in a section: `promql` or `sh`.
    List<String> blocks(String section, String language) {
        return blocksOf(sections.getOrDefault(section, ""), language);
    }

    static List<String> blocksOf(String text, String language) {
        List<String> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(language)) {
                found.add(blocks.group(2).strip());
            }
        }
        return found;
    }

    private static Runbook read(Path file) {
        String name = file.getFileName().toString().replace(".md", "");
        Map<String, String> sections = new LinkedHashMap<>();
        for (String part : HEADING.split(Repository.text(file), -1)) {
            int end = part.indexOf('\n');
            sections.put(part.substring(0, end).strip(), part.substring(end).strip());
        }
        return new Runbook(name, sections);
    }
}
