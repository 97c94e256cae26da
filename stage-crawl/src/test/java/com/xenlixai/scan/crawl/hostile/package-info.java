/// A server that does what servers should not, byte by byte, and remembers what it was asked.
@NullMarked
package com.xenlixai.scan.crawl.hostile;

import org.jspecify.annotations.NullMarked;
