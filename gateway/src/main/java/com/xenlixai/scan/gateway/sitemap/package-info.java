/// Sitemaps read as streams: indexes, compressed ones, plain text ones, within bounds of size,
/// number, depth and time. Nothing of a document type is read, and URLs of other hosts are left out
/// unless those hosts say that the sitemap speaks for them.
@NullMarked
package com.xenlixai.scan.gateway.sitemap;

import org.jspecify.annotations.NullMarked;
