/// Errors as clients see them: RFC 9457 `application/problem+json` for everything that goes wrong,
/// also for what the framework refuses by itself, and never a word about the insides.
@NullMarked
package com.xenlixai.scan.gateway.problem;

import org.jspecify.annotations.NullMarked;
