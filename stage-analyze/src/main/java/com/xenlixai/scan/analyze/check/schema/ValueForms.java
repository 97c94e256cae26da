package com.xenlixai.scan.analyze.check.schema;

import com.xenlixai.scan.analyze.check.PageDates;
import com.xenlixai.scan.analyze.structured.Thing;
import com.xenlixai.scan.analyze.url.WebUrl;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The forms that values of well-known properties have.
final class ValueForms {

    private static final Set<String> URLS =
            Set.of(
                    "url",
                    "image",
                    "logo",
                    "sameAs",
                    "contentUrl",
                    "embedUrl",
                    "thumbnailUrl",
                    "mainEntityOfPage");
    private static final Set<String> DATES =
            Set.of(
                    "datePublished",
                    "dateModified",
                    "dateCreated",
                    "uploadDate",
                    "startDate",
                    "endDate",
                    "validThrough",
                    "datePosted",
                    "priceValidUntil");
    private static final Set<String> DURATIONS =
            Set.of("duration", "totalTime", "prepTime", "cookTime");
    private static final Set<String> CURRENCIES =
            Currency.getAvailableCurrencies().stream()
                    .map(Currency::getCurrencyCode)
                    .collect(Collectors.toUnmodifiableSet());

    private ValueForms() {}

    /// Null when the property has no form to judge, empty when the value has it, else what is wrong.
    static @Nullable String problem(Thing thing, String property, String text, WebUrl page) {
        String value = text.strip();
        if (URLS.contains(property)) {
            boolean markup = !thing.syntax().equals("json-ld");
            WebUrl url = markup ? WebUrl.resolve(value, page) : WebUrl.parse(value);
            return url != null || value.isEmpty() ? "" : "an absolute http(s) URL is expected";
        }
        if (DATES.contains(property)) {
            return isDate(value) ? "" : "an ISO 8601 date is expected";
        }
        if (DURATIONS.contains(property)) {
            return value.matches(
                            "P(?!$)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?")
                    ? ""
                    : "an ISO 8601 duration is expected";
        }
        return switch (property) {
            case "price", "lowPrice", "highPrice" ->
                    isNumber(value) ? "" : "a plain number is expected";
            case "priceCurrency" ->
                    CURRENCIES.contains(value) ? "" : "an ISO 4217 code is expected";
            case "ratingValue" -> rating(thing, value);
            default -> null;
        };
    }

    private static String rating(Thing thing, String value) {
        if (!isNumber(value)) {
            return value.endsWith("%") || value.contains("/") ? "" : "a number is expected";
        }
        double rating = Double.parseDouble(value);
        double best = number(thing.text("bestRating"), 5);
        double worst = number(thing.text("worstRating"), Math.min(1, best));
        return rating >= Math.min(worst, 0) && rating <= best && (rating >= worst || rating == 0)
                ? ""
                : "a rating from " + worst + " to " + best + " is expected";
    }

    private static double number(String text, double otherwise) {
        return isNumber(text) ? Double.parseDouble(text) : otherwise;
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 20) {
            return false;
        }
        boolean dot = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean first = i == 0 && c == '-' && text.length() > 1;
            if (c == '.' && !dot && i > 0) {
                dot = true;
            } else if ((c < '0' || c > '9') && !first) {
                return false;
            }
        }
        return true;
    }

    /// The JDK's parser of dates does more for one of them than everything else here together.
    private static boolean isDay(String text) {
        return text.charAt(4) == '-' && text.charAt(7) == '-' && PageDates.parse(text).isPresent();
    }

    private static boolean isDate(String text) {
        try {
            if (text.length() == 10) {
                return isDay(text);
            }
            if (text.length() == 4 || text.length() == 7) {
                return text.matches("\\d{4}(-(0[1-9]|1[0-2]))?");
            }
            LocalDate.parse(text.substring(0, Math.min(10, text.length())));
            return text.matches(
                    "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:?\\d\\d)?");
        } catch (DateTimeException noDate) {
            return false;
        }
    }
}
