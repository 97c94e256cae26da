/// What grows while nothing should: the leak test.
@NullMarked
package com.xenlixai.scan.bench.soak;

import org.jspecify.annotations.NullMarked;
