/// The fault programme: scans run, something breaks and is healed, and the witness counts.
@NullMarked
package com.xenlixai.scan.bench.fault;

import org.jspecify.annotations.NullMarked;
