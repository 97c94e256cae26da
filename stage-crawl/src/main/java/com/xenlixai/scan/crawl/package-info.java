/// The crawl stage: takes a request for a page, fetches the page politely and hands it on as it
/// came. The step and its wiring; the parts are in the packages below.
@NullMarked
package com.xenlixai.scan.crawl;

import org.jspecify.annotations.NullMarked;
