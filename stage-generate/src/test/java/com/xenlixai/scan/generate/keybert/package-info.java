/// Tests of the package of the same name.
@NullMarked
package com.xenlixai.scan.generate.keybert;

import org.jspecify.annotations.NullMarked;
