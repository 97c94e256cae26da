/// The reports: how the events of `scan-reports` become JSON documents and a printable page, where
/// they are kept, and who may read what of them.
@NullMarked
package com.xenlixai.scan.gateway.report;

import org.jspecify.annotations.NullMarked;
