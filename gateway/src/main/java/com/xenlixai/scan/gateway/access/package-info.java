/// Who asks: the tenant on whose behalf a request is made, and what its plan includes.
@NullMarked
package com.xenlixai.scan.gateway.access;

import org.jspecify.annotations.NullMarked;
