@NullMarked
package com.xenlixai.scan.bench.soak;

import org.jspecify.annotations.NullMarked;
