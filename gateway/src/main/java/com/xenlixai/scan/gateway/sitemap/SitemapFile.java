package com.xenlixai.scan.gateway.sitemap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The entries of one sitemap file, one after the other; no more of it is in memory than one entry.
/// Blocking, for one thread.
///
/// Source: sitemaps.org protocol.
interface SitemapFile {

    /// The longest location, in characters; of longer ones that much is kept.
    int LONGEST = 9 << 10;

    /// The next entry; null at the end.
    ///
    /// @throws SitemapException when the rest cannot be read
    @Nullable Entry next() throws SitemapException;

    /// The file in a stream of bytes: XML or one location a line, each also compressed by gzip.
    static SitemapFile open(InputStream bytes, long most) throws SitemapException {
        try {
            var raw = new BufferedInputStream(new CappedStream(bytes, most), 16 << 10);
            InputStream plain = raw;
            if (startsWith(raw, 0x1F, 0x8B)) {
                plain =
                        new BufferedInputStream(
                                new CappedStream(new GZIPInputStream(raw, 16 << 10), most),
                                16 << 10);
            }
            return isMarkup(plain) ? new XmlSitemap(plain) : new TextSitemap(plain);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// What a failure to read means for whoever has ordered the sitemap.
    static SitemapException failure(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CappedStream.TooLongException) {
                return new SitemapException("the sitemap file is too large");
            }
            if (cause instanceof ZipException) {
                return new SitemapException("the sitemap file is damaged: it is no valid gzip");
            }
        }
        return new SitemapException("the sitemap file was cut off");
    }

    private static boolean startsWith(InputStream input, int first, int second) throws IOException {
        input.mark(2);
        boolean same = input.read() == first && input.read() == second;
        input.reset();
        return same;
    }

    /// XML in any encoding has a `<` early on, and an address line has none.
    private static boolean isMarkup(InputStream input) throws IOException {
        input.mark(64);
        String start = new String(input.readNBytes(64), StandardCharsets.ISO_8859_1);
        input.reset();
        int bracket = start.indexOf('<');
        int letter = 0;
        while (letter < start.length() && !Character.isLetterOrDigit(start.charAt(letter))) {
            letter++;
        }
        return bracket >= 0 && bracket < Math.max(letter, 8);
    }
}
