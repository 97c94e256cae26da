package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.sitemap.SitemapWalk;
import com.xenlixai.scan.gateway.sitemap.SitemapWalk.Found;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages of a sitemap. Each counts as the line of its place among all that the sitemap and
/// those in it list, from 1; what is left out counts as well.
final class SitemapLines implements Lines {

    private final SitemapWalk walk;
    private final JsonBody body;
    private final ScanRequestReader requests;
    private final String address;
    private long number;

    /// @param address of the sitemap as it was ordered
    SitemapLines(SitemapWalk walk, JsonBody body, ScanRequestReader requests, String address) {
        this.walk = walk;
        this.body = body;
        this.requests = requests;
        this.address = address;
    }

    @Override
    public @Nullable Line next() {
        Found found = walk.next();
        if (found == null) {
            return null;
        }
        number++;
        return switch (found) {
            case Found.Page(String location) -> Lines.ofUrl(number, location, requests);
            case Found.Left(String location, String reason) ->
                    new Line.Bad(number, location, reason);
        };
    }

    /// A sitemap changes while its address stays: the same order is the same upload all the same.
    @Override
    public Optional<String> identity() {
        return Optional.of("sitemap " + address);
    }

    @Override
    public Optional<String> callback() {
        return Optional.ofNullable(body.callback());
    }

    @Override
    public void close() {
        walk.close();
    }
}
