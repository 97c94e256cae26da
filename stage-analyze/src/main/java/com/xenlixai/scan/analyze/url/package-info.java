/// Web addresses as pages write them: parsed and resolved the way browsers do, never throwing.
@NullMarked
package com.xenlixai.scan.analyze.url;

import org.jspecify.annotations.NullMarked;
