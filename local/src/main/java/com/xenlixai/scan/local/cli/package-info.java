/// The commands behind `./xenlix`, what they print and how they exit.
@NullMarked
package com.xenlixai.scan.local.cli;

import org.jspecify.annotations.NullMarked;
