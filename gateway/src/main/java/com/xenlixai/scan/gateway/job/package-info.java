/// Jobs: the state machine that folds status events, the arbiter that runs it and alone sets
/// terminal states, and the view of all jobs from which every gateway answers polls, long polls
/// and event streams out of its own disk.
@NullMarked
package com.xenlixai.scan.gateway.job;

import org.jspecify.annotations.NullMarked;
