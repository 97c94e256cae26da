/// What a stage runs on. A stage is one function from a decoded record to an outcome, in blocking
/// code on a virtual thread; delivery, order of effects, retry, dead letters, status events, meters
/// and drain are here, once.
@NullMarked
package com.xenlixai.scan.runtime;

import org.jspecify.annotations.NullMarked;
