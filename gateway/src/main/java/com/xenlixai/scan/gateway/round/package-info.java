/// Work that a gateway does again and again in the background.
@NullMarked
package com.xenlixai.scan.gateway.round;

import org.jspecify.annotations.NullMarked;
