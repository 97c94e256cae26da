@NullMarked
package com.xenlixai.scan.bench.fault;

import org.jspecify.annotations.NullMarked;
