@NullMarked
package com.xenlixai.scan.contract;

import org.jspecify.annotations.NullMarked;
