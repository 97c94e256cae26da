/// What the page says, and whether it says it well.
@NullMarked
package com.xenlixai.scan.analyze.check.content;

import org.jspecify.annotations.NullMarked;
