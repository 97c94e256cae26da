/// What the gateway serves on `/metrics`: which series of the libraries stay, and which release it
/// is that runs.
@NullMarked
package com.xenlixai.scan.gateway.series;

import org.jspecify.annotations.NullMarked;
