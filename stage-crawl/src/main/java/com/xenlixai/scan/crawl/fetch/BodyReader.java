package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.Truncation;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/// Takes a body from the wire up to a size, a rate and a deadline. A body that ends too early is
/// kept as far as it came when that is enough to say something about the page.
final class BodyReader {

    /// Less than this of a stalled page tells nothing about it.
    private static final int WORTH_KEEPING = 1024;

    /// Room at first for a body of unknown length.
    private static final int ROOM = 16 * 1024;

    /// Room at first for a body of any length: thousands of servers may promise much and send
    /// nothing.
    private static final int MOST_ROOM = 64 * 1024;

    private final int most;
    private final FetchLimits limits;
    private final Deadline deadline;
    private final LongAdder reading;
    private byte[] taken = {};
    private int size;
    private Truncation truncation = Truncation.NONE;

    /// @param reading counts what all bodies that are being read hold
    BodyReader(int most, FetchLimits limits, Deadline deadline, LongAdder reading) {
        this.most = most;
        this.limits = limits;
        this.deadline = deadline;
        this.reading = reading;
    }

    /// What was read. To be asked for when nothing more is read.
    byte[] bytes() {
        return size == taken.length ? taken : Arrays.copyOf(taken, size);
    }

    Truncation truncation() {
        return truncation;
    }

    /// @param promised how long the server says that the body is; less than 0 when it does not say
    void readFrom(InputStream stream, long promised) throws IOException {
        taken = new byte[Math.min(most, promised < 0 ? ROOM : (int) Math.min(promised, MOST_ROOM))];
        try {
            takeFrom(stream);
        } finally {
            reading.add(-size);
        }
    }

    private void takeFrom(InputStream stream) throws IOException {
        long start = System.nanoTime();
        try {
            while (true) {
                int read = size < taken.length ? fill(stream) : grow(stream);
                if (read < 0) {
                    return;
                }
                size += read;
                reading.add(read);
                if (truncation == Truncation.SIZE) {
                    return;
                }
                if (deadline.passed()) {
                    cut(Truncation.TIME, Problem.TIMEOUT_TOTAL);
                    return;
                }
                if (tooSlow(start)) {
                    cut(Truncation.TIME, Problem.TIMEOUT_SLOW);
                    return;
                }
            }
        } catch (SocketTimeoutException e) {
            cut(Truncation.TIME, Problem.TIMEOUT_IDLE);
        } catch (BodyException | MalformedChunkCodingException | MessageConstraintException e) {
            throw e;
        } catch (IOException e) {
            cut(
                    deadline.passed() ? Truncation.TIME : Truncation.DISCONNECT,
                    deadline.passed() ? Problem.TIMEOUT_TOTAL : Problem.RESET);
        }
    }

    private int fill(InputStream stream) throws IOException {
        return stream.read(taken, size, taken.length - size);
    }

    /// Makes room only when there is something to put into it: most bodies are as long as promised.
    private int grow(InputStream stream) throws IOException {
        int next = stream.read();
        if (next < 0) {
            return next;
        }
        if (size == most) {
            truncation = Truncation.SIZE;
            return 0;
        }
        taken = Arrays.copyOf(taken, (int) Math.min(most, Math.max(ROOM, 2L * size)));
        taken[size] = (byte) next;
        return 1;
    }

    private boolean tooSlow(long start) {
        long elapsed = System.nanoTime() - start;
        return elapsed > limits.slowAfter().toNanos()
                && size < limits.leastRate() * (elapsed / 1e9);
    }

    private void cut(Truncation reason, Problem otherwise) throws BodyException {
        boolean worth = reason == Truncation.DISCONNECT ? size > 0 : size >= WORTH_KEEPING;
        if (!worth) {
            throw new BodyException(otherwise);
        }
        truncation = reason;
    }

    /// The body ended too early to be of use.
    static final class BodyException extends IOException {
        private static final long serialVersionUID = 1L;
        private final Problem problem;

        BodyException(Problem problem) {
            super(problem.text());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
