package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.Arrivals;
import com.xenlixai.scan.gateway.job.JobBoard;
import reactor.core.publisher.Mono;

/// The scans of a batch by position: their ids follow from the batch's, so nothing has to be kept to
/// know them. Thread-safe.
final class BatchLines {

    private final BatchTallies tallies;
    private final JobIds ids;
    private final Arrivals arrivals;

    BatchLines(BatchTallies tallies, JobIds ids, Arrivals arrivals) {
        this.tallies = tallies;
        this.ids = ids;
        this.arrivals = arrivals;
    }

    /// How many scans the batch has so far; none is at or behind that position.
    int count(BatchState batch) {
        long seen = tallies.counts(batch.getBatchId()).seen();
        return (int) Math.max(seen, batch.getSealed() ? batch.getAccepted() : 0);
    }

    /// The scan at that position, from 0.
    String scanId(BatchState batch, int position) {
        return ids.ofLine(batch.getBatchId(), batch.getTenant(), position);
    }

    /// Whether every line that was accepted before this was asked is in the views, so that one that
    /// they do not show is on its way no more.
    Mono<Boolean> complete(BatchState batch) {
        return ids.isYoungerThan(batch.getBatchId(), JobBoard.LONGEST_WAY)
                ? arrivals.complete()
                : Mono.just(true);
    }
}
