/// Phrases that name what a page is about, each of them printed on the page.
@NullMarked
package com.xenlixai.scan.generate.keyphrase;

import org.jspecify.annotations.NullMarked;
