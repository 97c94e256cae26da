/// What more instances of a stage bring, and what their coming and going costs.
@NullMarked
package com.xenlixai.scan.bench.scale;

import org.jspecify.annotations.NullMarked;
