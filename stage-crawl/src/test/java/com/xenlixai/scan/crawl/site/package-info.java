@NullMarked
package com.xenlixai.scan.crawl.site;

import org.jspecify.annotations.NullMarked;
