/// The catalogue of checks and the score that is made of their verdicts.
@NullMarked
package com.xenlixai.scan.analyze.audit;

import org.jspecify.annotations.NullMarked;
