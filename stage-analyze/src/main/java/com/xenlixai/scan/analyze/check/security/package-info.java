/// Transport and what the browser is told to guard.
@NullMarked
package com.xenlixai.scan.analyze.check.security;

import org.jspecify.annotations.NullMarked;
