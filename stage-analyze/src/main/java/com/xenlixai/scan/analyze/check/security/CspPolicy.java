package com.xenlixai.scan.analyze.check.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One content security policy.
///
/// @param directives values by name, the first of each name
record CspPolicy(Map<String, String> directives) {

    static CspPolicy parse(String policy) {
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : policy.split(";")) {
            String text = part.strip();
            int gap = text.indexOf(' ');
            String name = (gap < 0 ? text : text.substring(0, gap)).toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                directives.putIfAbsent(name, gap < 0 ? "" : text.substring(gap + 1).strip());
            }
        }
        return new CspPolicy(directives);
    }

    /// Whether injected scripts do not run: no unsafe-inline, or something that switches it off.
    boolean limitsScripts() {
        String value = directives.getOrDefault("script-src", directives.get("default-src"));
        if (value == null) {
            return false;
        }
        String sources = value.toLowerCase(Locale.ROOT);
        boolean strict =
                sources.contains("'nonce-")
                        || sources.contains("'sha256-")
                        || sources.contains("'sha384-")
                        || sources.contains("'sha512-")
                        || sources.contains("'strict-dynamic'");
        boolean wide = List.of(sources.split("\\s+")).contains("*") || sources.contains("data:");
        return strict || !sources.contains("'unsafe-inline'") && !wide;
    }

    boolean limitsPluginsOrBase() {
        return directives.containsKey("object-src")
                || directives.containsKey("base-uri")
                || directives.getOrDefault("default-src", "").contains("'none'")
                || directives.getOrDefault("default-src", "").contains("'self'");
    }
}
