package com.xenlixai.scan.gateway.sitemap;

import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.gateway.outbound.Answer;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through a sitemap and then the ones that it lists, in their order, so that the same files
/// give the same pages in the same order again. One file is open at a time: an index is read to its
/// end before the first of its children is. Blocking, for one thread.
public final class SitemapWalk implements Closeable {

    private final Downloads downloads;
    private final UrlPolicy urls;
    private final SitemapSettings settings;
    private final ScanUrl root;
    private final long end;
    private final CrossSubmission others;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> sitemaps = new HashSet<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Open current;
    private long pages;

    /// A file whose turn has not come.
    private record Waiting(ScanUrl url, int depth) {}

    /// The file that is being read.
    private static final class Open {
        private final Waiting from;
        private final Answer answer;
        private final SitemapFile file;
        private int entries;

        private Open(Waiting from, Answer answer, SitemapFile file) {
            this.from = from;
            this.answer = answer;
            this.file = file;
        }

        private String address() {
            return from.url().text();
        }
    }

    /// What was found.
    public sealed interface Found {

        /// The location as it stands in the sitemap.
        String location();

        /// A page that the sitemap may speak for.
        record Page(String location) implements Found {}

        /// Something that is left out.
        ///
        /// @param reason for people
        record Left(String location, String reason) implements Found {}
    }

    SitemapWalk(Downloads downloads, UrlPolicy urls, SitemapSettings settings, ScanUrl root)
            throws SitemapException {
        this.downloads = downloads;
        this.urls = urls;
        this.settings = settings;
        this.root = root;
        end = System.nanoTime() + settings.timeout().toNanos();
        others = new CrossSubmission(downloads, sitemaps);
        seen.add(root.text());
        open(new Waiting(root, 0));
    }

    /// The next one; null at the end.
    public @Nullable Found next() {
        Found found = null;
        while (found == null && (current != null || !waiting.isEmpty())) {
            found = current == null ? opened(waiting.removeFirst()) : read(current);
        }
        return found;
    }

    private @Nullable Found opened(Waiting next) {
        try {
            open(next);
            return null;
        } catch (SitemapException e) {
            return new Found.Left(next.url().text(), String.valueOf(e.getMessage()));
        }
    }

    private void open(Waiting next) throws SitemapException {
        String address = next.url().text();
        sitemaps.add(address);
        long left = (end - System.nanoTime()) / 1_000_000;
        Duration patience =
                Duration.ofMillis(Math.clamp(left, 1, settings.fileTimeout().toMillis()));
        Answer answer = downloads.get(next.url(), patience);
        try {
            SitemapFile file = SitemapFile.open(answer.body(), settings.maxSize().toBytes());
            current = new Open(next, answer, file);
        } catch (IOException e) {
            throw SitemapFile.failure(e);
        } finally {
            if (current == null) {
                Downloads.close(answer);
            }
        }
    }

    private @Nullable Found read(Open open) {
        if (System.nanoTime() - end > 0) {
            return last(open, "reading the sitemap took too long; the rest is left out");
        }
        try {
            Entry entry = open.file.next();
            if (entry == null) {
                close();
                return null;
            }
            if (++open.entries > settings.maxUrlsPerFile()) {
                close();
                return new Found.Left(
                        open.address(),
                        "the file lists more than %d addresses; the rest is left out"
                                .formatted(settings.maxUrlsPerFile()));
            }
            return switch (entry) {
                case Entry.Page(String location) -> page(open, location);
                case Entry.Child(String location) -> child(open, location);
            };
        } catch (SitemapException e) {
            close();
            return new Found.Left(open.address(), e.getMessage() + "; the rest is left out");
        }
    }

    private Found page(Open file, String location) {
        if (++pages > settings.maxUrls()) {
            return last(
                    file,
                    "the sitemap lists more than %d addresses; the rest is left out"
                            .formatted(settings.maxUrls()));
        }
        return switch (urls.check(location)) {
            // Whoever orders the scan says what is wrong with it.
            case UrlVerdict.Refused _ -> new Found.Page(location);
            case UrlVerdict.Allowed(ScanUrl url) ->
                    url.host().equals(file.from.url().host()) || others.allows(url)
                            ? new Found.Page(location)
                            : new Found.Left(
                                    location,
                                    "the page is on another host, whose robots.txt does not name"
                                            + " this sitemap");
        };
    }

    private @Nullable Found child(Open parent, String location) {
        if (!(urls.check(location, UrlPolicy.LONGEST) instanceof UrlVerdict.Allowed(ScanUrl url))) {
            return new Found.Left(location, "the sitemap's address is not allowed");
        }
        if (seen.contains(url.text())) {
            return new Found.Left(location, "the sitemap is listed twice");
        }
        if (parent.from.depth() >= settings.maxDepth()) {
            return new Found.Left(location, "the sitemap is too deep in indexes");
        }
        if (seen.size() >= settings.maxFiles()) {
            return last(
                    parent,
                    "there are more than %d sitemap files; the rest is left out"
                            .formatted(settings.maxFiles()));
        }
        if (!url.host().equals(root.host()) && !others.allows(url)) {
            return new Found.Left(
                    location,
                    "the sitemap is on another host, whose robots.txt does not name this one");
        }
        seen.add(url.text());
        waiting.addLast(new Waiting(url, parent.from.depth() + 1));
        return null;
    }

    /// Ends the whole walk, or, of an index with too many children, the reading of that index.
    private Found last(Open open, String reason) {
        close();
        if (pages > settings.maxUrls() || System.nanoTime() - end > 0) {
            waiting.clear();
        }
        return new Found.Left(open.address(), reason);
    }

    @Override
    public void close() {
        if (current != null) {
            Downloads.close(current.answer);
            current = null;
        }
    }
}
