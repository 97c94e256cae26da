/// Politeness towards one site: how many requests at once, and how far apart.
@NullMarked
package com.xenlixai.scan.crawl.site;

import org.jspecify.annotations.NullMarked;
