/// Title, description and the other statements of the head.
@NullMarked
package com.xenlixai.scan.analyze.check.meta;

import org.jspecify.annotations.NullMarked;
