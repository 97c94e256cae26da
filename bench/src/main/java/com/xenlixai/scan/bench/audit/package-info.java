/// What the audit of a page costs.
@NullMarked
package com.xenlixai.scan.bench.audit;

import org.jspecify.annotations.NullMarked;
