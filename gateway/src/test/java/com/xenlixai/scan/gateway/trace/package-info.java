@NullMarked
package com.xenlixai.scan.gateway.trace;

import org.jspecify.annotations.NullMarked;
