@NullMarked
package com.xenlixai.scan.bench.gateway;

import org.jspecify.annotations.NullMarked;
