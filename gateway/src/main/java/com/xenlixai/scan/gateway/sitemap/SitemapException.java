package com.xenlixai.scan.gateway.sitemap;

/// A sitemap, or the rest of one, is of no use. The message is for the client.
public final class SitemapException extends Exception {

    private static final long serialVersionUID = 1L;

    SitemapException(String message) {
        super(message);
    }
}
