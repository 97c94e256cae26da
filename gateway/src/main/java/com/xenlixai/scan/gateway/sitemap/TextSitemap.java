package com.xenlixai.scan.gateway.sitemap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One address a line, in UTF-8.
final class TextSitemap implements SitemapFile {

    private final InputStream input;

    TextSitemap(InputStream input) {
        this.input = input;
    }

    @Override
    public @Nullable Entry next() throws SitemapException {
        try {
            String line = line();
            while (line != null && line.isBlank()) {
                line = line();
            }
            return line == null ? null : new Entry.Page(line.strip());
        } catch (IOException e) {
            throw SitemapFile.failure(e);
        }
    }

    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream(128);
        int next = input.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (bytes.size() < LONGEST) {
                bytes.write(next);
            }
            next = input.read();
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\uFEFF", "");
    }
}
