package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines of an upload, one after the other; no more of it is in memory than one line. Blocking,
/// for one thread.
interface Lines extends Closeable {

    /// The longest line, in bytes of UTF-8 or in characters where there are no bytes.
    int LONGEST = 9 << 10;

    /// The next line that is not blank; null at the end.
    ///
    /// @throws ProblemException when the upload cannot be read any further
    @Nullable Line next() throws IOException;

    /// What tells the upload from others where its lines do not.
    default Optional<String> identity() {
        return Optional.empty();
    }

    /// Where the upload itself asks to be told of the batch's end; known once all lines are read.
    default Optional<String> callback() {
        return Optional.empty();
    }

    /// Whoever opens an upload's stream closes that.
    @Override
    default void close() {}

    /// A line that is a URL and nothing else.
    static Line ofUrl(long number, String text, ScanRequestReader requests) {
        try {
            return new Line.Good(number, text, requests.ofUrl(text));
        } catch (ProblemException e) {
            return new Line.Bad(number, text, reason(e));
        }
    }

    static String reason(ProblemException problem) {
        return problem.problem().errors().stream()
                .map(error -> error.field() + " " + error.reason())
                .collect(Collectors.joining("; "));
    }
}
