package com.xenlixai.scan.analyze.robots;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Directives of robots metas and X-Robots-Tag, by Google's grammar: split at commas, letter case
/// ignored, the part after a colon is a value and never a directive, and a header may begin with the
/// agent that it is for.
///
/// @param agent `*` or the agent in lower case
/// @param directives in lower case, values included, as in `max-snippet:0`
public record RobotsDirectives(String agent, List<String> directives) {

    private static final Set<String> WITH_VALUE =
            Set.of("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after");

    private static final Set<String> ALONE =
            Set.of(
                    "all",
                    "index",
                    "follow",
                    "noindex",
                    "nofollow",
                    "none",
                    "noarchive",
                    "nosnippet",
                    "noimageindex",
                    "notranslate",
                    "indexifembedded",
                    "nositelinkssearchbox",
                    "nocache",
                    "noai",
                    "noimageai");

    public RobotsDirectives {
        directives = List.copyOf(directives);
    }

    /// Reads the content of a meta.
    ///
    /// @param name of the meta: `robots` or an agent
    public static RobotsDirectives ofMeta(String name, String content) {
        return new RobotsDirectives(name.equals("robots") ? "*" : name, split(content));
    }

    /// Reads one X-Robots-Tag line, which may speak to several agents in turn.
    public static List<RobotsDirectives> ofHeader(String value) {
        List<RobotsDirectives> found = new ArrayList<>();
        String agent = "*";
        List<String> directives = new ArrayList<>();
        for (String part : split(value)) {
            int colon = part.indexOf(':');
            String before = colon < 0 ? "" : part.substring(0, colon).strip();
            boolean names = colon > 0 && !WITH_VALUE.contains(before) && !before.contains(" ");
            if (names) {
                if (!directives.isEmpty()) {
                    found.add(new RobotsDirectives(agent, directives));
                    directives = new ArrayList<>();
                }
                agent = before;
                String rest = part.substring(colon + 1).strip();
                if (!rest.isEmpty()) {
                    directives.add(rest);
                }
            } else {
                directives.add(part);
            }
        }
        found.add(new RobotsDirectives(agent, directives));
        return found;
    }

    /// Splits at commas, and keeps together the date of unavailable_after, which may hold one.
    private static List<String> split(String content) {
        List<String> parts = new ArrayList<>();
        for (String raw : content.split(",", 200)) {
            String part = raw.strip().toLowerCase(Locale.ROOT);
            if (part.isEmpty()) {
                continue;
            }
            boolean restOfDate =
                    !parts.isEmpty()
                            && parts.getLast().contains("unavailable_after:")
                            && !ALONE.contains(part)
                            && !part.contains("max-");
            if (restOfDate) {
                parts.set(parts.size() - 1, parts.getLast() + ", " + part);
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    /// Whether it binds any of the agents that are asked about.
    public boolean binds(Set<String> agents) {
        return agent.equals("*") || agents.contains(agent);
    }

    /// The directive that forbids indexing at a point in time, or null.
    public @Nullable String noIndex(Instant now) {
        for (String directive : directives) {
            if (directive.equals("noindex") || directive.equals("none")) {
                return directive;
            }
            if (directive.startsWith("unavailable_after:")) {
                Instant end = date(directive.substring(18).strip());
                if (end != null && end.isBefore(now)) {
                    return directive;
                }
            }
        }
        return null;
    }

    /// The directive that forbids text snippets, or null.
    public @Nullable String noSnippet() {
        for (String directive : directives) {
            String plain = directive.replace(" ", "");
            if (plain.equals("nosnippet") || plain.equals("max-snippet:0")) {
                return directive;
            }
        }
        return null;
    }

    /// Whether it states that the page may be indexed.
    public boolean statesIndex() {
        return directives.contains("index") || directives.contains("all");
    }

    private static @Nullable Instant date(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            if (upper.length() == 10 && Character.isDigit(upper.charAt(0))) {
                return LocalDate.parse(upper).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            if (upper.indexOf('T') == 10 && Character.isDigit(upper.charAt(0))) {
                return OffsetDateTime.parse(upper).toInstant();
            }
        } catch (DateTimeException unknownForm) {
            return null;
        }
        for (String form :
                List.of(
                        "EEE, d MMM yyyy HH:mm:ss zzz",
                        "EEEE, d-MMM-yy HH:mm:ss zzz",
                        "d MMM yyyy HH:mm:ss zzz")) {
            try {
                DateTimeFormatter formatter =
                        new java.time.format.DateTimeFormatterBuilder()
                                .parseCaseInsensitive()
                                .appendPattern(form)
                                .toFormatter(Locale.ENGLISH);
                return ZonedDateTime.parse(text, formatter).toInstant();
            } catch (DateTimeException otherForm) {
                continue;
            }
        }
        return null;
    }
}
