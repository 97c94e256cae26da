/// Images: what they say, and how they load.
@NullMarked
package com.xenlixai.scan.analyze.check.images;

import org.jspecify.annotations.NullMarked;
