/// Traces and log context: one trace a scan, from the request through the log, and the scan's id on
/// every line that is written for it, in reactive code too.
@NullMarked
package com.xenlixai.scan.gateway.trace;

import org.jspecify.annotations.NullMarked;
