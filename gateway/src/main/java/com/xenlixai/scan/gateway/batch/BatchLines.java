package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.contract.event.BatchState;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.job.JobBoard;

/// The scans of a batch by position: their ids follow from the batch's, so nothing has to be kept to
/// know them. Thread-safe.
final class BatchLines {

    private final BatchTallies tallies;
    private final JobIds ids;

    BatchLines(BatchTallies tallies, JobIds ids) {
        this.tallies = tallies;
        this.ids = ids;
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

    /// Whether a scan of which nothing is known yet may have been accepted moments ago.
    boolean isOnItsWay(String scanId) {
        return ids.isYoungerThan(scanId, JobBoard.ON_ITS_WAY);
    }
}
