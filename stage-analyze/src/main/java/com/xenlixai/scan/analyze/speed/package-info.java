/// Speed measurements from outside: optional, bounded in time, never in the way of the audit.
@NullMarked
package com.xenlixai.scan.analyze.speed;

import org.jspecify.annotations.NullMarked;
