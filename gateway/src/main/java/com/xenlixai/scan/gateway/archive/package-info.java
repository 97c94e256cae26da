/// The finished jobs: what `scan-jobs` said of them last, kept in PostgreSQL so that they can leave
/// the live view, be listed and be found again until their retention is over.
@NullMarked
package com.xenlixai.scan.gateway.archive;

import org.jspecify.annotations.NullMarked;
