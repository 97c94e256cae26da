/// How fast the page can be, from its source and from measurements.
@NullMarked
package com.xenlixai.scan.analyze.check.perf;

import org.jspecify.annotations.NullMarked;
