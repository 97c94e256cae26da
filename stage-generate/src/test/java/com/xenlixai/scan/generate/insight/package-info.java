/// Tests of the package of the same name.
@NullMarked
package com.xenlixai.scan.generate.insight;

import org.jspecify.annotations.NullMarked;
