@NullMarked
package com.xenlixai.scan.local.pipeline;

import org.jspecify.annotations.NullMarked;
