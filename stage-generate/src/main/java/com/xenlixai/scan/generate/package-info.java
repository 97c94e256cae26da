/// The generate stage: says what a page is about and what to do. Reads `PageAnalyzed`, ends with
/// `FullReport`; no outside service can fail a scan here.
@NullMarked
package com.xenlixai.scan.generate;

import org.jspecify.annotations.NullMarked;
