/// One request to one server: the address checked and pinned, every phase bounded and timed, the
/// answer taken as it comes and cut where it is too much. Redirects, robots.txt and politeness are
/// the caller's.
@NullMarked
package com.xenlixai.scan.crawl.fetch;

import org.jspecify.annotations.NullMarked;
