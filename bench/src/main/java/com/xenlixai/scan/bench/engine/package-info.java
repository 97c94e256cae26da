/// Measures the stage engine beside Spring Kafka's listeners, on the same broker in the same run.
@NullMarked
package com.xenlixai.scan.bench.engine;

import org.jspecify.annotations.NullMarked;
