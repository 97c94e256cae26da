/// Structured data: whether it parses, says enough and says the same as the page.
@NullMarked
package com.xenlixai.scan.analyze.check.schema;

import org.jspecify.annotations.NullMarked;
