/// Running scans again from the log: the pages that were fetched, or the audits that were made,
/// are found where the stages read them and given to those stages once more, as new scans of a
/// batch.
@NullMarked
package com.xenlixai.scan.gateway.replay;

import org.jspecify.annotations.NullMarked;
