@NullMarked
package com.xenlixai.scan.bench.witness;

import org.jspecify.annotations.NullMarked;
