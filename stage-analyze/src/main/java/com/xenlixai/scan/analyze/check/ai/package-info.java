/// Whether answer engines may fetch the page and can make sense of it.
@NullMarked
package com.xenlixai.scan.analyze.check.ai;

import org.jspecify.annotations.NullMarked;
