package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.runtime.Failure;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The right to make one fetch now.
///
/// @param record the request as it came
/// @param hopeless why the host need not be asked, or null
/// @param credit given back in two steps: when the answer is read, and when its page is in the log
/// @param within a fetch that is not over by then is given to somebody else
record Grant(
        Attempt attempt,
        ConsumerRecord<byte[], byte[]> record,
        @Nullable Failure hopeless,
        Credits.Credit credit,
        Duration within) {

    Lane lane() {
        return attempt.key().lane();
    }
}
