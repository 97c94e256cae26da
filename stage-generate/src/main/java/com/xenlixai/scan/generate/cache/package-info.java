/// What need not be worked out twice for equal content.
@NullMarked
package com.xenlixai.scan.generate.cache;

import org.jspecify.annotations.NullMarked;
