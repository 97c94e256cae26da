/// A small web on loopback addresses: real-looking pages with known facts, and the awkward answers
/// that crawlers meet. Tests, measurements and people without the internet scan it.
@NullMarked
package com.xenlixai.scan.bench.farm;

import org.jspecify.annotations.NullMarked;
