/// Languages: which one a text is in, its stop words and its stemmer.
@NullMarked
package com.xenlixai.scan.generate.language;

import org.jspecify.annotations.NullMarked;
