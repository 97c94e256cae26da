/// The analyze stage: reads a fetched page's facts, judges them, and writes the teaser at once and
/// the analysed page for generate. Everything but the speed measurement is a pure function of the
/// fetched page, so a record can be analysed again under a newer ruleset with no fetch.
@NullMarked
package com.xenlixai.scan.analyze;

import org.jspecify.annotations.NullMarked;
