@NullMarked
package com.xenlixai.scan.bench.cluster;

import org.jspecify.annotations.NullMarked;
