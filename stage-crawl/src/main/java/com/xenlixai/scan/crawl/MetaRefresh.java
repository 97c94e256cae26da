package com.xenlixai.scan.crawl;

import com.xenlixai.scan.crawl.fetch.Content;
import com.xenlixai.scan.crawl.fetch.Fetched;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page sends its reader on by itself: a `Refresh` header, or a `meta` element in its
/// beginning. Only what happens within seconds counts as a redirect; what is in a comment, a script
/// or `noscript` does not happen in a browser.
///
/// Source: HTML, "shared declarative refresh steps".
final class MetaRefresh {

    private static final double LONGEST_SECONDS = 5;
    private static final String WORD = "refresh";

    private static final Pattern HIDDEN =
            Pattern.compile(
                    "<!--.*?(-->|$)|<(noscript|script|style|template|textarea|title)\\b.*?(</\\2|$)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern META =
            Pattern.compile("<meta\\b[^>]{0,2000}>", Pattern.CASE_INSENSITIVE);

    private static final Pattern IS_REFRESH =
            Pattern.compile("\\bhttp-equiv\\s*=\\s*[\"']?\\s*refresh\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern CONTENT =
            Pattern.compile(
                    "\\bcontent\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]+))",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern REFRESH =
            Pattern.compile(
                    "\\s*(\\d{0,9}(?:\\.[\\d.]*)?)\\s*[;,\\s]\\s*+(?:url\\s*=\\s*)?+(.+)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private MetaRefresh() {}

    /// The target as it is written; empty when the page stays.
    static Optional<String> target(Fetched.Answer answer, Content.Readable content) {
        return answer.header("Refresh")
                .flatMap(MetaRefresh::parse)
                .or(() -> inPage(new String(content.start(), StandardCharsets.ISO_8859_1)));
    }

    /// The first refresh that a page's beginning asks for.
    static Optional<String> inPage(String start) {
        if (!mentionsRefresh(start)) {
            return Optional.empty();
        }
        Matcher meta = META.matcher(HIDDEN.matcher(start).replaceAll(" "));
        while (meta.find()) {
            if (IS_REFRESH.matcher(meta.group()).find()) {
                Matcher content = CONTENT.matcher(meta.group());
                if (content.find()) {
                    return parse(first(content)).map(text -> text.replace("&amp;", "&"));
                }
            }
        }
        return Optional.empty();
    }

    /// Nearly no page does, and the search for elements takes more time than the fetch of the page.
    private static boolean mentionsRefresh(String start) {
        for (int i = 0; i <= start.length() - WORD.length(); i++) {
            // Two letters differ in that bit only: upper and lower case.
            if ((start.charAt(i) | 0x20) == 'r'
                    && start.regionMatches(true, i, WORD, 0, WORD.length())) {
                return true;
            }
        }
        return false;
    }

    /// The target of a value such as `0; url='/next'`.
    static Optional<String> parse(String value) {
        Matcher parts = REFRESH.matcher(value);
        if (!parts.matches() || seconds(parts.group(1)) > LONGEST_SECONDS) {
            return Optional.empty();
        }
        String target = parts.group(2).strip();
        if (target.startsWith("\"") || target.startsWith("'")) {
            int end = target.indexOf(target.charAt(0), 1);
            target = target.substring(1, end < 0 ? target.length() : end);
        }
        return target.isBlank() ? Optional.empty() : Optional.of(target.strip());
    }

    private static double seconds(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        return whole.isEmpty() ? 0 : Double.parseDouble(whole);
    }

    private static String first(Matcher content) {
        for (int group = 1; group <= content.groupCount(); group++) {
            String value = content.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
