/// Which part of a page is its own text. Works on the outline that analyze sends, keeps block
/// boundaries, and says how sure it is.
@NullMarked
package com.xenlixai.scan.generate.content;

import org.jspecify.annotations.NullMarked;
