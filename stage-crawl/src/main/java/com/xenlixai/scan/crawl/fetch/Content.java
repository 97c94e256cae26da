package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.Truncation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What an answer's body holds, found out without keeping it decoded: its coding, its decoded size
/// and its beginning.
public sealed interface Content {

    /// It can be used.
    ///
    /// @param wire the body, in one coding at most
    /// @param coding how it is encoded
    /// @param decodedLength bytes once decoded, as far as they were counted
    /// @param start the first bytes once decoded, at most {@link #START}
    /// @param truncation whether and why it is not complete
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Readable(
            byte[] wire,
            ContentCoding coding,
            long decodedLength,
            byte[] start,
            Truncation truncation)
            implements Content {

        /// The beginning of the decoded body.
        ///
        /// @param most bytes that are given at most
        public byte[] decoded(int most) {
            var counter = new Counter(wire, most, most);
            counter.run(coding, truncation);
            return counter.kept.toByteArray();
        }
    }

    /// It cannot.
    record Unusable(Problem problem) implements Content {}

    /// Bytes that are kept of the beginning: enough for a sniff and for `<meta>`.
    int START = 4 * 1024;

    /// Codings on top of each other that are still undone.
    int MOST_CODINGS = 2;

    /// Decoded bytes from which on the ratio counts.
    int RATIO_AFTER = 1024 * 1024;

    /// Decoded bytes for each byte on the wire that no page needs.
    int HIGHEST_RATIO = 200;

    /// Looks into the body of an answer.
    ///
    /// @param mostDecoded bytes that are decoded at most
    static Content of(Fetched.Answer answer, int mostDecoded) {
        List<ContentCoding> codings = new ArrayList<>();
        for (String token : answer.joined("Content-Encoding").split(",")) {
            Optional<ContentCoding> coding = ContentCoding.of(token);
            if (coding.isEmpty()) {
                return new Unusable(Problem.UNSUPPORTED_ENCODING);
            }
            if (coding.get() != ContentCoding.IDENTITY) {
                codings.add(coding.get());
            }
        }
        if (codings.size() > MOST_CODINGS) {
            return new Unusable(Problem.UNSUPPORTED_ENCODING);
        }
        if (answer.body().length == 0) {
            codings.clear();
        }
        if (codings.size() < MOST_CODINGS) {
            ContentCoding coding = codings.isEmpty() ? ContentCoding.IDENTITY : codings.getFirst();
            return inspect(answer.body(), coding, answer.truncation(), mostDecoded);
        }
        return unwrapped(answer, codings, mostDecoded);
    }

    private static Content unwrapped(
            Fetched.Answer answer, List<ContentCoding> codings, int mostDecoded) {
        var outer = new Counter(answer.body(), mostDecoded, mostDecoded);
        Optional<Problem> problem = outer.run(codings.getLast(), answer.truncation());
        if (problem.isPresent()) {
            return new Unusable(problem.get());
        }
        return inspect(outer.kept.toByteArray(), codings.getFirst(), outer.truncation, mostDecoded);
    }

    private static Content inspect(
            byte[] wire, ContentCoding coding, Truncation truncation, int mostDecoded) {
        if (coding == ContentCoding.IDENTITY) {
            return plain(wire, truncation, mostDecoded);
        }
        var counter = new Counter(wire, START, mostDecoded);
        Optional<Problem> problem = counter.run(coding, truncation);
        return problem.isPresent()
                ? new Unusable(problem.get())
                : new Readable(
                        wire,
                        coding,
                        counter.decoded,
                        counter.kept.toByteArray(),
                        counter.truncation);
    }

    /// What is not encoded needs no counting.
    private static Content plain(byte[] wire, Truncation truncation, int mostDecoded) {
        return new Readable(
                wire,
                ContentCoding.IDENTITY,
                Math.min(wire.length, mostDecoded),
                Arrays.copyOf(wire, Math.min(wire.length, START)),
                wire.length > mostDecoded ? Truncation.SIZE : truncation);
    }

    /// Decodes, counts, and keeps the beginning.
    final class Counter {

        private final byte[] wire;
        private final int mostKept;
        private final int mostDecoded;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long decoded;
        private Truncation truncation = Truncation.NONE;

        private Counter(byte[] wire, int mostKept, int mostDecoded) {
            this.wire = wire;
            this.mostKept = mostKept;
            this.mostDecoded = mostDecoded;
        }

        private Optional<Problem> run(ContentCoding coding, Truncation onTheWire) {
            truncation = onTheWire;
            var source = new ByteArrayInputStream(wire);
            byte[] chunk = new byte[16 * 1024];
            try (InputStream stream = coding.decode(source)) {
                for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                    int room = mostKept - kept.size();
                    kept.write(chunk, 0, Math.clamp(read, 0, room));
                    decoded += read;
                    if (isBomb(coding, wire.length - source.available())) {
                        return Optional.of(Problem.BOMB);
                    }
                    if (decoded > mostDecoded) {
                        decoded = mostDecoded;
                        truncation = Truncation.SIZE;
                        return Optional.empty();
                    }
                }
                return Optional.empty();
            } catch (IOException e) {
                return endedEarly();
            }
        }

        private boolean isBomb(ContentCoding coding, long consumed) {
            return coding != ContentCoding.IDENTITY
                    && decoded > RATIO_AFTER
                    && decoded > HIGHEST_RATIO * Math.max(1, consumed);
        }

        /// What came before the fault is a page all the same, unless there is nothing of it.
        private Optional<Problem> endedEarly() {
            if (decoded == 0) {
                return Optional.of(Problem.DECODE);
            }
            if (truncation == Truncation.NONE) {
                truncation = Truncation.DECODE;
            }
            return Optional.empty();
        }
    }
}
