/// What can be said about accessibility from the source alone.
@NullMarked
package com.xenlixai.scan.analyze.check.a11y;

import org.jspecify.annotations.NullMarked;
