/// What the stages' own work costs, without the log between them.
@NullMarked
package com.xenlixai.scan.bench.steps;

import org.jspecify.annotations.NullMarked;
