@NullMarked
package com.xenlixai.scan.local.cli;

import org.jspecify.annotations.NullMarked;
