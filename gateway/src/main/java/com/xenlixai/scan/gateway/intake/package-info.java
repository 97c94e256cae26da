/// How scans come in: what a client may order, what is refused before anything is queued, and the
/// one record that makes an accepted scan a job.
@NullMarked
package com.xenlixai.scan.gateway.intake;

import org.jspecify.annotations.NullMarked;
