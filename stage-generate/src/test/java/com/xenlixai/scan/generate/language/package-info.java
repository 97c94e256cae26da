/// Tests of the package of the same name.
@NullMarked
package com.xenlixai.scan.generate.language;

import org.jspecify.annotations.NullMarked;
