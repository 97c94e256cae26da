@NullMarked
package com.xenlixai.scan.crawl.fetch;

import org.jspecify.annotations.NullMarked;
