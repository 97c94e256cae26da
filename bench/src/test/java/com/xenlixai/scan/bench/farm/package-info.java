@NullMarked
package com.xenlixai.scan.bench.farm;

import org.jspecify.annotations.NullMarked;
