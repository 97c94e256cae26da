/// To come.
@NullMarked
package com.xenlixai.scan.analyze;

import org.jspecify.annotations.NullMarked;
