/// A page's source, and places in it with line, column, path and snippet.
@NullMarked
package com.xenlixai.scan.analyze.source;

import org.jspecify.annotations.NullMarked;
