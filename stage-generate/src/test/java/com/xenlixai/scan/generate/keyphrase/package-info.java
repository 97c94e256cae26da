/// Tests of the package of the same name.
@NullMarked
package com.xenlixai.scan.generate.keyphrase;

import org.jspecify.annotations.NullMarked;
