/// Pages that tests work on.
@NullMarked
package com.xenlixai.scan.generate.sample;

import org.jspecify.annotations.NullMarked;
