/// From facts and verdicts to the events that other services read, every list with a bound.
@NullMarked
package com.xenlixai.scan.analyze.report;

import org.jspecify.annotations.NullMarked;
