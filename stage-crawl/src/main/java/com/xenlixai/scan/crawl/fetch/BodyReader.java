package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.Truncation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/// Takes a body from the wire up to a size, a rate and a deadline. A body that ends too early is
/// kept as far as it came when that is enough to say something about the page.
final class BodyReader {

    /// Less than this of a stalled page tells nothing about it.
    private static final int WORTH_KEEPING = 1024;

    private static final int CHUNK = 16 * 1024;

    private final int most;
    private final FetchLimits limits;
    private final Deadline deadline;
    private final LongAdder reading;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Truncation truncation = Truncation.NONE;

    /// @param reading counts what all bodies that are being read hold
    BodyReader(int most, FetchLimits limits, Deadline deadline, LongAdder reading) {
        this.most = most;
        this.limits = limits;
        this.deadline = deadline;
        this.reading = reading;
    }

    byte[] bytes() {
        return taken.toByteArray();
    }

    Truncation truncation() {
        return truncation;
    }

    void readFrom(InputStream stream) throws IOException {
        try {
            takeFrom(stream);
        } finally {
            reading.add(-taken.size());
        }
    }

    private void takeFrom(InputStream stream) throws IOException {
        long start = System.nanoTime();
        byte[] chunk = new byte[CHUNK];
        try {
            while (true) {
                int read = stream.read(chunk);
                if (read < 0) {
                    return;
                }
                if (taken.size() + read > most) {
                    reading.add(most - taken.size());
                    taken.write(chunk, 0, most - taken.size());
                    truncation = Truncation.SIZE;
                    return;
                }
                reading.add(read);
                taken.write(chunk, 0, read);
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

    private boolean tooSlow(long start) {
        long elapsed = System.nanoTime() - start;
        return elapsed > limits.slowAfter().toNanos()
                && taken.size() < limits.leastRate() * (elapsed / 1e9);
    }

    private void cut(Truncation reason, Problem otherwise) throws BodyException {
        boolean worth =
                reason == Truncation.DISCONNECT ? taken.size() > 0 : taken.size() >= WORTH_KEEPING;
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
