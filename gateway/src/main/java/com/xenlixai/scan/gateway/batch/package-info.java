/// Batches: uploads of any length taken in line by line, their counts as the view has them, their
/// cancellation and their results. Every line is a scan of its own with an id that follows from the
/// batch and the line, so an upload that was cut off can be sent again.
@NullMarked
package com.xenlixai.scan.gateway.batch;

import org.jspecify.annotations.NullMarked;
