/// How far the stages are behind, measured from outside: the broker's own offsets tell it also when
/// a consumer is dead, which the consumer itself could not.
@NullMarked
package com.xenlixai.scan.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
