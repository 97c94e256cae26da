@NullMarked
package com.xenlixai.scan.local.topic;

import org.jspecify.annotations.NullMarked;
