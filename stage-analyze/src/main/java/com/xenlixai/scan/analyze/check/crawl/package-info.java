/// Whether search engines can fetch, read and index the page.
@NullMarked
package com.xenlixai.scan.analyze.check.crawl;

import org.jspecify.annotations.NullMarked;
