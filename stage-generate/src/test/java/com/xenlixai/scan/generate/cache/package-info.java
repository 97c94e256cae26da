/// Tests of the package of the same name.
@NullMarked
package com.xenlixai.scan.generate.cache;

import org.jspecify.annotations.NullMarked;
