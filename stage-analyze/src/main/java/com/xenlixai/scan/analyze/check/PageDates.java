package com.xenlixai.scan.analyze.check;

import com.xenlixai.scan.analyze.facts.DateFact;
import com.xenlixai.scan.analyze.facts.HeadFacts.Meta;
import com.xenlixai.scan.analyze.facts.PageFacts;
import com.xenlixai.scan.analyze.structured.Thing;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The dates that a page states of itself, wherever it does.
///
/// @param published when it appeared
/// @param modified when it was changed
public record PageDates(List<Stated> published, List<Stated> modified) {

    public PageDates {
        published = List.copyOf(published);
        modified = List.copyOf(modified);
    }

    /// A date and where it stands.
    public record Stated(LocalDate date, String place, String written) {}

    private static final Pattern GAP = Pattern.compile("[\\s,.]+");

    private static final Map<String, Integer> MONTHS =
            Map.ofEntries(
                    Map.entry("jan", 1),
                    Map.entry("feb", 2),
                    Map.entry("mar", 3),
                    Map.entry("apr", 4),
                    Map.entry("may", 5),
                    Map.entry("jun", 6),
                    Map.entry("jul", 7),
                    Map.entry("aug", 8),
                    Map.entry("sep", 9),
                    Map.entry("oct", 10),
                    Map.entry("nov", 11),
                    Map.entry("dec", 12),
                    Map.entry("mär", 3),
                    Map.entry("mai", 5),
                    Map.entry("okt", 10),
                    Map.entry("dez", 12));

    static PageDates of(PageFacts facts, PageType type) {
        List<Stated> published = new ArrayList<>();
        List<Stated> modified = new ArrayList<>();
        for (Thing thing : facts.structured().things()) {
            if (thing.top() || facts.structured().articles().contains(thing)) {
                add(published, thing.text("datePublished"), thing.syntax() + " datePublished");
                add(modified, thing.text("dateModified"), thing.syntax() + " dateModified");
            }
        }
        for (Meta meta : facts.head().metas()) {
            switch (meta.property()) {
                case "article:published_time" -> add(published, meta.value(), meta.property());
                case "article:modified_time", "og:updated_time" ->
                        add(modified, meta.value(), meta.property());
                default -> {}
            }
        }
        visible(facts, type, published, modified);
        return new PageDates(published, modified);
    }

    /// Dates that readers see: what says so itself, and otherwise the first one of an article.
    private static void visible(
            PageFacts facts, PageType type, List<Stated> published, List<Stated> modified) {
        boolean first = true;
        for (DateFact date : facts.dates()) {
            if (date.region().boilerplate() || date.region().hidden()) {
                continue;
            }
            String written = date.machine().isEmpty() ? date.text() : date.machine();
            if (date.hint().contains("modif") || date.hint().contains("updat")) {
                add(modified, written, "visible date");
            } else if (date.hint().contains("publi") || first && type == PageType.ARTICLE) {
                add(published, written, "visible date");
                first = false;
            }
        }
    }

    private static void add(List<Stated> list, String written, String place) {
        parse(written).ifPresent(date -> list.add(new Stated(date, place, written)));
    }

    /// Reads ISO dates and dates with the month as a word; numbers alone are ambiguous.
    public static Optional<LocalDate> parse(String text) {
        String plain = text.strip();
        try {
            if (plain.length() >= 10 && plain.charAt(4) == '-' && plain.charAt(7) == '-') {
                return iso(plain);
            }
            return worded(plain);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> iso(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        return year < 0 || month < 0 || day < 0
                ? Optional.empty()
                : Optional.of(LocalDate.of(year, month, day));
    }

    /// The number that digits alone write, or -1.
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static Optional<LocalDate> worded(String text) {
        int month = 0;
        int day = 0;
        int year = 0;
        for (String part : GAP.split(text.toLowerCase(Locale.ROOT), 12)) {
            Integer named = part.length() < 3 ? null : MONTHS.get(part.substring(0, 3));
            int number = number(part);
            if (named != null && month == 0) {
                month = named;
            } else if (number >= 1900 && number <= 2100) {
                year = number;
            } else if (number >= 1 && number <= 31 && day == 0) {
                day = number;
            }
        }
        boolean complete = month > 0 && day > 0 && year > 0;
        return complete ? Optional.of(LocalDate.of(year, Month.of(month), day)) : Optional.empty();
    }

    private static int number(String part) {
        int end = 0;
        while (end < part.length() && Character.isDigit(part.charAt(end))) {
            end++;
        }
        return end == 0 || end > 4 ? -1 : Integer.parseInt(part.substring(0, end));
    }

    /// What contradicts what.
    public Findings conflicts(Instant now) {
        Findings where = new Findings();
        apart(published, where);
        apart(modified, where);
        LocalDate tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        for (Stated stated : published) {
            if (stated.date().isAfter(tomorrow)) {
                where.add(stated.written(), stated.place() + " is in the future");
            }
        }
        for (Stated stated : modified) {
            if (stated.date().isAfter(tomorrow)) {
                where.add(stated.written(), stated.place() + " is in the future");
            }
        }
        Stated from = published.isEmpty() ? null : published.getFirst();
        Stated to = modified.isEmpty() ? null : modified.getFirst();
        if (from != null && to != null && to.date().plusDays(1).isBefore(from.date())) {
            where.add(from.written(), from.place());
            where.add(to.written(), to.place() + " is before that");
        }
        return where;
    }

    private static void apart(List<Stated> dates, Findings where) {
        @Nullable Stated first = null;
        for (Stated stated : dates) {
            if (first == null) {
                first = stated;
            } else if (Math.abs(ChronoUnit.DAYS.between(first.date(), stated.date())) > 1) {
                where.add(first.written(), first.place());
                where.add(stated.written(), stated.place());
                return;
            }
        }
    }

    public String summary() {
        String from = published.isEmpty() ? "none" : published.getFirst().date().toString();
        String to = modified.isEmpty() ? "none" : modified.getFirst().date().toString();
        return "published " + from + ", modified " + to;
    }
}
