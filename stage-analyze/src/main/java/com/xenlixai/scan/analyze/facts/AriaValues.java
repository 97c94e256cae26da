package com.xenlixai.scan.analyze.facts;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The values that WAI-ARIA 1.2 (section 6.6) allows for attributes whose values it lists or that are
/// numbers. Strings and references are free, and an empty value counts as none.
final class AriaValues {

    private static final Set<String> BOOLEAN = Set.of("true", "false");
    private static final Set<String> OPTIONAL = Set.of("true", "false", "undefined");
    private static final Set<String> TRISTATE = Set.of("true", "false", "mixed", "undefined");

    private static final Map<String, Set<String>> WORDS =
            Map.ofEntries(
                    Map.entry("atomic", BOOLEAN),
                    Map.entry("autocomplete", Set.of("inline", "list", "both", "none")),
                    Map.entry("busy", BOOLEAN),
                    Map.entry("checked", TRISTATE),
                    Map.entry(
                            "current",
                            Set.of("page", "step", "location", "date", "time", "true", "false")),
                    Map.entry("disabled", BOOLEAN),
                    Map.entry("expanded", OPTIONAL),
                    Map.entry(
                            "haspopup",
                            Set.of("true", "false", "menu", "listbox", "tree", "grid", "dialog")),
                    Map.entry("hidden", OPTIONAL),
                    Map.entry("invalid", Set.of("true", "false", "grammar", "spelling")),
                    Map.entry("live", Set.of("assertive", "off", "polite")),
                    Map.entry("modal", BOOLEAN),
                    Map.entry("multiline", BOOLEAN),
                    Map.entry("multiselectable", BOOLEAN),
                    Map.entry("orientation", Set.of("horizontal", "vertical", "undefined")),
                    Map.entry("pressed", TRISTATE),
                    Map.entry("readonly", BOOLEAN),
                    Map.entry("required", BOOLEAN),
                    Map.entry("selected", OPTIONAL),
                    Map.entry("sort", Set.of("ascending", "descending", "none", "other")));

    private static final Set<String> WHOLE =
            Set.of(
                    "colcount",
                    "colindex",
                    "colspan",
                    "level",
                    "posinset",
                    "rowcount",
                    "rowindex",
                    "rowspan",
                    "setsize");
    private static final Set<String> DECIMAL = Set.of("valuemax", "valuemin", "valuenow");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,18}\\.?\\d{0,18}|\\.\\d{1,18})");

    private AriaValues() {}

    /// @param name without `aria-`
    static boolean isAllowed(String name, String value) {
        String plain = HeadFacts.lower(value.strip());
        if (plain.isEmpty()) {
            return true;
        }
        Set<String> words = WORDS.get(name);
        if (words != null) {
            return words.contains(plain);
        }
        if (WHOLE.contains(name)) {
            return WHOLE_NUMBER.matcher(plain).matches();
        }
        return !DECIMAL.contains(name) || NUMBER.matcher(plain).matches();
    }
}
