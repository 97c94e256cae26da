package com.xenlixai.scan.crawl.frontier;

import com.xenlixai.scan.contract.event.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The requests of one job for one host, in the order they came. Only the first ones are in
/// memory.
final class Line {

    /// Requests of a line in memory; more are read from the store when these are gone.
    static final int AHEAD = 16;

    /// One request.
    ///
    /// @param since when it was queued, in milliseconds since 1970
    record Head(long offset, long since) {}

    final Host host;
    final RequestKey key;
    final Job job;

    /// Stands in its job's rotation.
    boolean enlisted;

    private final Deque<Head> heads = new ArrayDeque<>(2);
    private long last = -1;
    private boolean more;

    Line(Host host, RequestKey key, Job job) {
        this.host = host;
        this.key = key;
        this.job = job;
    }

    Lane lane() {
        return key.lane();
    }

    void add(Head head) {
        if (more || heads.size() >= AHEAD) {
            more = true;
        } else {
            heads.addLast(head);
            last = head.offset();
        }
    }

    /// The store is to be asked for what comes after.
    void mayHaveMore() {
        more = true;
    }

    /// Back to the front, for another attempt.
    void putBack(Head head) {
        heads.addFirst(head);
        last = Math.max(last, head.offset());
    }

    /// The next request, or null; reads on in the store where needed.
    @Nullable Head first(Requests requests) {
        if (heads.isEmpty() && more) {
            requests.after(key.at(last), AHEAD)
                    .forEach(
                            head -> {
                                heads.addLast(head);
                                last = head.offset();
                            });
            more = heads.size() >= AHEAD;
        }
        return heads.peekFirst();
    }

    void removeFirst() {
        heads.removeFirst();
    }

    void remove(long offset) {
        heads.removeIf(head -> head.offset() == offset);
    }

    boolean isEmpty() {
        return heads.isEmpty() && !more;
    }

    /// When its next request was queued; the present when that is not in memory.
    long since(long now) {
        Head head = heads.peekFirst();
        return head == null ? now : head.since();
    }

    /// How many requests are before that one, as far as is in memory.
    int placeOf(long offset) {
        return (int) heads.stream().filter(head -> head.offset() < offset).count();
    }

    Iterable<Head> known() {
        return heads;
    }
}
