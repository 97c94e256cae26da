/// To come.
@NullMarked
package com.xenlixai.scan.gateway;

import org.jspecify.annotations.NullMarked;
