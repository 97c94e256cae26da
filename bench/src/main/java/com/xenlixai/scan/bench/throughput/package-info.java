/// How fast the whole pipeline is, what it costs, and what a person waits beside a batch; always
/// with a bare fetch-and-parse loop in the same run to compare with.
@NullMarked
package com.xenlixai.scan.bench.throughput;

import org.jspecify.annotations.NullMarked;
