package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.CommitMetadata;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/// Which records of one partition are in memory and which of them are finished. Records finish in
/// any order; what may be committed is the end of the finished prefix, with the finished offsets
/// beyond it as a bitmap. Thread-safe: the poll loop takes, workers finish.
///
/// Offsets without a record (compacted away, transaction markers) count as finished.
final class PartitionWindow {

    /// Bits are kept relative to an origin that follows the prefix in steps of this size.
    private static final int STEP = 4096;

    private final int mostRecords;
    private final int mostSpan;
    private final BitSet finished;
    private long origin;

    /// The first offset that is not finished: what is committed.
    private long prefix;

    /// One past the highest offset taken or known to be finished.
    private long end;

    private int open;
    private long changes;

    /// @param committed where the last owner stopped
    /// @param ahead what it had finished beyond
    PartitionWindow(long committed, CommitMetadata ahead, int mostRecords, int mostSpan) {
        this.mostRecords = mostRecords;
        this.mostSpan = mostSpan;
        finished = ahead.finished();
        finished.clear(0);
        origin = committed;
        prefix = committed;
        end = committed;
    }

    /// Takes a record in. False when it is finished already, so that it is not run again.
    synchronized boolean take(long offset) {
        if (offset < end) {
            // Only a seek backwards does this; what is taken or finished stays as it is.
            return false;
        }
        skipTo(offset);
        boolean known = finished.get(index(offset));
        end = offset + 1;
        if (!known) {
            open++;
        }
        advance();
        return !known;
    }

    /// Says that a record that was taken is finished: its effects are in the log.
    synchronized void finish(long offset) {
        if (offset < prefix || offset >= end || finished.get(index(offset))) {
            throw new IllegalStateException(
                    "offset " + offset + " is not open in [" + prefix + ", " + end + ")");
        }
        finished.set(index(offset));
        open--;
        changes++;
        if (offset == prefix) {
            advance();
        }
    }

    /// Says that the log holds nothing for us before this position, which matters at the end of a
    /// transaction: its marker is no record, and would count as lag for ever.
    synchronized void reached(long position) {
        if (open == 0 && position > end) {
            skipTo(position);
            advance();
        }
    }

    /// What may be committed now.
    synchronized OffsetAndMetadata progress(boolean held) {
        int first = index(prefix);
        BitSet ahead = finished.get(first, Math.max(first, finished.length()));
        return new OffsetAndMetadata(prefix, new CommitMetadata(ahead, held).encode());
    }

    /// Grows whenever {@link #progress} would say something else.
    synchronized long changes() {
        return changes;
    }

    /// Whether no more may be taken for now.
    synchronized boolean full() {
        return open >= mostRecords || end - prefix >= mostSpan;
    }

    /// Whether a full window has room enough that fetching again is worth it.
    synchronized boolean roomy() {
        return open <= mostRecords / 2 && end - prefix < mostSpan;
    }

    /// How full it is by count or by span, whichever is more; 1 is full.
    synchronized double fill() {
        return Math.max((double) open / mostRecords, (double) (end - prefix) / mostSpan);
    }

    /// Records taken and not finished.
    synchronized int open() {
        return open;
    }

    /// Offsets from the first unfinished to the last taken.
    synchronized long span() {
        return end - prefix;
    }

    /// The first offset that is not finished.
    synchronized long prefix() {
        return prefix;
    }

    /// Where reading goes on.
    synchronized long end() {
        return end;
    }

    private void skipTo(long offset) {
        if (open > 0) {
            finished.set(index(end), index(offset));
        } else if (offset > end) {
            // Nothing is held back: begin anew there, however wide the gap.
            long ahead = offset - origin;
            BitSet kept =
                    ahead < finished.length()
                            ? finished.get((int) ahead, finished.length())
                            : new BitSet();
            finished.clear();
            finished.or(kept);
            origin = offset;
            prefix = offset;
            changes++;
        }
        end = offset;
    }

    private void advance() {
        long before = prefix;
        prefix = origin + finished.nextClearBit(index(prefix));
        // The last owner may have finished what has not been read again yet.
        end = Math.max(end, prefix);
        if (prefix != before) {
            changes++;
        }
        if (prefix - origin >= STEP) {
            BitSet kept = finished.get(index(prefix), Math.max(index(prefix), finished.length()));
            finished.clear();
            finished.or(kept);
            origin = prefix;
        }
    }

    private int index(long offset) {
        return Math.toIntExact(offset - origin);
    }
}
