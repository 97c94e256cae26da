/// What fetching costs: our fetcher beside a bare loop of the same client, and the crawl stage as a
/// whole beside both.
@NullMarked
package com.xenlixai.scan.bench.crawl;

import org.jspecify.annotations.NullMarked;
