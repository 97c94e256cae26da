/// To come.
@NullMarked
package com.xenlixai.scan.local;

import org.jspecify.annotations.NullMarked;
