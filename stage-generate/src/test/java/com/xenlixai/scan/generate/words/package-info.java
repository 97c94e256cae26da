@NullMarked
package com.xenlixai.scan.generate.words;

import org.jspecify.annotations.NullMarked;
