package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What the timetable needs of the process around it. Never blocks.
interface Fetches {

    /// Makes the fetch, somewhere else; its end comes as a `FetchFinished`.
    void start(Grant grant);

    /// The timetable knows of the end of that fetch.
    void over(Attempt attempt);

    /// Tells whoever has the partition next, through `scan-crawl-feedback`, what this task has not
    /// looked at.
    void tellNextOwner(List<Ended> ends);

    /// Whether this process is still at it.
    boolean running(Attempt attempt);

    /// Tells a scan that it waits.
    void tellWait(ConsumerRecord<byte[], byte[]> record, Lane lane, Instant until);

    /// Notes in a record's headers what its next attempt must know.
    ///
    /// @param deadline when its scan's time is over; null while it has not begun
    void again(ConsumerRecord<byte[], byte[]> record, int attempt, @Nullable Instant deadline);

    /// Whether nothing of that lane is to be granted now.
    boolean holdsBack(Lane lane);

    /// This process.
    String owner();

    /// Whether that process is one of the group, as far as is known.
    boolean alive(String owner);
}
