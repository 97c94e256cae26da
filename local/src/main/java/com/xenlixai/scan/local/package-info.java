/// Everything in one JVM, and the command line over it.
@NullMarked
package com.xenlixai.scan.local;

import org.jspecify.annotations.NullMarked;
