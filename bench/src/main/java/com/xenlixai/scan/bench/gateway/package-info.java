/// What one gateway takes: polls beside a bare server, single scans, a million lines, open event
/// streams, and how soon it is back.
@NullMarked
package com.xenlixai.scan.bench.gateway;

import org.jspecify.annotations.NullMarked;
