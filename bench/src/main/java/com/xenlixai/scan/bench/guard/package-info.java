/// The crawler under its production address policy: sites with public addresses that exist in a
/// network namespace only, and listeners on forbidden ones that nobody may ever reach.
@NullMarked
package com.xenlixai.scan.bench.guard;

import org.jspecify.annotations.NullMarked;
