@NullMarked
package com.xenlixai.scan.local.architecture;

import org.jspecify.annotations.NullMarked;
