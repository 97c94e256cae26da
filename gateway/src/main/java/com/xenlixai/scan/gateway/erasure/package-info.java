/// Erasing all that a tenant has, on request: noted first, then done in rounds by every gateway, so
/// that neither a crash nor what arrives late leaves anything.
@NullMarked
package com.xenlixai.scan.gateway.erasure;

import org.jspecify.annotations.NullMarked;
