@NullMarked
package com.xenlixai.scan.crawl;

import org.jspecify.annotations.NullMarked;
