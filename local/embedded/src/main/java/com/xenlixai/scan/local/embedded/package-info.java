/// To come.
@NullMarked
package com.xenlixai.scan.local.embedded;

import org.jspecify.annotations.NullMarked;
