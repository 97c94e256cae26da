package com.xenlixai.scan.analyze.check.crawl;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The first part of a sitemap, looked through without an XML parser: it may be cut anywhere, and it
/// is anybody's.
///
/// @param entries loc elements in the part that was kept
/// @param problem what is wrong with it, or empty
/// @param badDate the first lastmod that is no W3C date, or null
record SitemapText(boolean isIndex, int entries, String problem, @Nullable String badDate) {

    private static final int MOST = 50_000;

    static SitemapText read(String body) {
        String start = body.stripLeading().toLowerCase(Locale.ROOT);
        boolean index = start.contains("<sitemapindex");
        if (!index && !start.contains("<urlset")) {
            boolean text = start.startsWith("http://") || start.startsWith("https://");
            return text
                    ? new SitemapText(false, (int) body.lines().limit(MOST + 1L).count(), "", null)
                    : new SitemapText(
                            false,
                            0,
                            start.contains("<html")
                                    ? "it is an HTML page"
                                    : "neither urlset nor sitemapindex",
                            null);
        }
        int entries = 0;
        for (int at = body.indexOf("<loc>"); at >= 0; at = body.indexOf("<loc>", at + 5)) {
            entries++;
        }
        if (entries > MOST) {
            return new SitemapText(index, entries, "more than 50,000 URLs", null);
        }
        return new SitemapText(index, entries, "", firstBadDate(body));
    }

    private static @Nullable String firstBadDate(String body) {
        for (int at = body.indexOf("<lastmod>"); at >= 0; at = body.indexOf("<lastmod>", at + 9)) {
            int end = body.indexOf("</lastmod>", at);
            if (end < 0) {
                return null;
            }
            String date = body.substring(at + 9, Math.min(end, at + 60)).strip();
            if (!isDate(date)) {
                return date;
            }
        }
        return null;
    }

    /// YYYY, YYYY-MM, YYYY-MM-DD, or that with a time and a zone.
    private static boolean isDate(String text) {
        String form = "dddd-dd-dd";
        int upTo = Math.min(text.length(), 10);
        if (upTo != 4 && upTo != 7 && upTo != 10) {
            return false;
        }
        for (int i = 0; i < upTo; i++) {
            boolean digit = Character.isDigit(text.charAt(i));
            if (form.charAt(i) == 'd' ? !digit : text.charAt(i) != '-') {
                return false;
            }
        }
        if (text.length() == upTo) {
            return true;
        }
        char last = text.charAt(text.length() - 1);
        int zone = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        return upTo == 10 && text.charAt(10) == 'T' && (last == 'Z' || zone > 10);
    }
}
