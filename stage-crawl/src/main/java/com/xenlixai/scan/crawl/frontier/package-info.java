/// The timetable of fetches: which request is granted when, and what of it survives a crash. A
/// Kafka Streams topology over RocksDB stores; `docs/crawling.md` tells how it works.
@NullMarked
package com.xenlixai.scan.crawl.frontier;

import org.jspecify.annotations.NullMarked;
