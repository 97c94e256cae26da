package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Tells scans until when politeness or back-off keeps their host closed to them. Used by the
/// partition's task alone.
final class WaitNotices {

    /// Shorter waits are not worth telling.
    private static final long WORTH_TELLING = 1_000;

    private final Requests requests;
    private final Residents residents;
    private final Pace pace;
    private final Fetches fetches;

    WaitNotices(Requests requests, Residents residents, Pace pace, Fetches fetches) {
        this.requests = requests;
        this.residents = residents;
        this.pace = pace;
        this.fetches = fetches;
    }

    /// A request stands in its host's line.
    void tell(Host host, RequestKey key, ConsumerRecord<byte[], byte[]> record, long now) {
        int place = residents.line(host, key).placeOf(key.offset());
        long between = pace.between(host);
        long opens = Math.max(now, host.opensAt());
        if (!host.leases.isEmpty()) {
            opens = Math.max(opens, now + between);
        }
        long until = opens + place * between;
        if (until - now >= WORTH_TELLING) {
            fetches.tellWait(record, key.lane(), Instant.ofEpochMilli(until));
        }
    }

    /// The host is left alone for a while: those who would have been next hear of it.
    void tellPause(Host host, long now) {
        if (host.pausedUntil - now < WORTH_TELLING) {
            return;
        }
        for (Line line : host.lines) {
            for (Line.Head head : line.known()) {
                RequestKey key = line.key.at(head.offset());
                ConsumerRecord<byte[], byte[]> record = requests.get(key);
                if (record != null) {
                    tell(host, key, record, now);
                }
                if (line.lane() == Lane.BATCH) {
                    break;
                }
            }
        }
    }
}
