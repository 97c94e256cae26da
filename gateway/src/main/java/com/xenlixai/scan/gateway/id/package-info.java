/// Ids of scans and batches: opaque to clients, verifiable by any gateway without a look-up.
@NullMarked
package com.xenlixai.scan.gateway.id;

import org.jspecify.annotations.NullMarked;
