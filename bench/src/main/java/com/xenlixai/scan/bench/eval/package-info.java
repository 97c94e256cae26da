/// How good generate is: keyphrases against gold keys, main content against gold text.
@NullMarked
package com.xenlixai.scan.bench.eval;

import org.jspecify.annotations.NullMarked;
