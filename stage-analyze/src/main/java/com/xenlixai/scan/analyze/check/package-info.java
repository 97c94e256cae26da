/// What a check is and what it may answer.
@NullMarked
package com.xenlixai.scan.analyze.check;

import org.jspecify.annotations.NullMarked;
