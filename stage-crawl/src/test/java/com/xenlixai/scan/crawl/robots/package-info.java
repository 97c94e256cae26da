@NullMarked
package com.xenlixai.scan.crawl.robots;

import org.jspecify.annotations.NullMarked;
