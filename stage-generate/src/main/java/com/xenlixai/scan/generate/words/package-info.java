/// How common words are: a table that came with the release, and what was learnt from the pages that
/// came by.
@NullMarked
package com.xenlixai.scan.generate.words;

import org.jspecify.annotations.NullMarked;
