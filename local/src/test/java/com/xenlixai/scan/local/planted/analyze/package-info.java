/// Breaks rules on purpose, so that a rule that never fails is noticed.
@NullMarked
package com.xenlixai.scan.local.planted.analyze;

import org.jspecify.annotations.NullMarked;
