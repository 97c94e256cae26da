package com.xenlixai.scan.crawl.frontier;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What other threads have for the task of a partition. Any thread hands in, the task's thread takes
/// out and closes. Nothing that was handed in is lost or looked after twice.
final class Handover<T> {

    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /// Hands in one.
    ///
    /// @return false when the task is gone: then the caller looks after it
    boolean offer(T one) {
        if (closed) {
            return false;
        }
        waiting.add(one);
        // Closed meanwhile: whoever takes it out of the queue looks after it.
        return !closed || !waiting.remove(one);
    }

    /// The next one; null when there is none.
    @Nullable T poll() {
        return waiting.poll();
    }

    /// Takes no more.
    ///
    /// @param left is given what nobody has taken out
    void close(Consumer<T> left) {
        closed = true;
        for (T one = poll(); one != null; one = poll()) {
            left.accept(one);
        }
    }
}
