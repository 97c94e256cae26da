/// To come.
@NullMarked
package com.xenlixai.scan.bench;

import org.jspecify.annotations.NullMarked;
