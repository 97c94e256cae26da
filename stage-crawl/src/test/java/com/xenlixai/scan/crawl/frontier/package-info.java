@NullMarked
package com.xenlixai.scan.crawl.frontier;

import org.jspecify.annotations.NullMarked;
