package com.xenlixai.scan.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places between two effects where the fault tests kill the process, as `kill -9` would. Off
/// unless the system property `xenlix.failpoint` names one, as in `AFTER_OUTPUT:3` for the third
/// time it is passed. And a wait in every step, in milliseconds, for measurements of stages that
/// wait for others: the system property `xenlix.step-wait`.
final class Failpoints {

    private static final Logger log = LoggerFactory.getLogger(Failpoints.class);
    private static final String PROPERTY = "xenlix.failpoint";
    private static final String WAIT_PROPERTY = "xenlix.step-wait";
    private static final int KILLED = 137;
    private static final int STEP_WAIT = Integer.getInteger(WAIT_PROPERTY, 0);

    /// Where the process may be killed.
    enum Point {
        /// Work done, nothing told.
        BEFORE_OUTPUT,
        /// The output is in the log, the status is not.
        AFTER_OUTPUT,
        /// The status is in the log, the offset is not finished.
        AFTER_STATUS,
        /// FAILED is in the log, the dead letter is not.
        AFTER_FAILED,
        /// The dead letter is in the log, the offset is not finished.
        AFTER_DEAD_LETTER,
        /// The parked copy is in the log, the offset is not finished.
        AFTER_PARK,
        /// A parked record is back on its topic, and still open on the parked topic.
        AFTER_RETURN,
        /// Finished, not committed.
        BEFORE_COMMIT,
        /// Committed.
        AFTER_COMMIT,
        NONE
    }

    private static final Point ARMED;
    private static final AtomicInteger left = new AtomicInteger();

    static {
        String[] setting = System.getProperty(PROPERTY, Point.NONE.name()).split(":", 2);
        ARMED = Point.valueOf(setting[0]);
        left.set(setting.length > 1 ? Integer.parseInt(setting[1]) : 1);
    }

    private Failpoints() {}

    static void pass(Point point) {
        if (point == ARMED && left.decrementAndGet() == 0) {
            log.error("failpoint {}: this process ends here", point);
            Runtime.getRuntime().halt(KILLED);
        }
    }

    /// Waits as long as measurements want every step to wait: not at all in operation.
    static void waitInStep() throws InterruptedException {
        if (STEP_WAIT > 0) {
            Thread.sleep(STEP_WAIT);
        }
    }
}
