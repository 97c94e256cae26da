/// Schedules: batches that the gateway orders by itself, by cron or at an interval. Whichever
/// gateway fires a run, its batch has the same id, so a run is one batch however many try.
@NullMarked
package com.xenlixai.scan.gateway.schedule;

import org.jspecify.annotations.NullMarked;
