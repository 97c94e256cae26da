/// The web page over the whole pipeline, in a real browser.
@NullMarked
package com.xenlixai.scan.local.page;

import org.jspecify.annotations.NullMarked;
