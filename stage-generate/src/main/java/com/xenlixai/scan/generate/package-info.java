/// To come.
@NullMarked
package com.xenlixai.scan.generate;

import org.jspecify.annotations.NullMarked;
