package com.xenlixai.scan.gateway.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Text lines out of a stream of UTF-8. A byte order mark is dropped, and so are carriage returns at
/// the end of lines. For one thread.
final class LineInput {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream input;
    private long number;

    LineInput(InputStream input) {
        this.input = new BufferedInputStream(input, 64 << 10);
    }

    /// One line.
    ///
    /// @param number from 1
    /// @param tooLong true when the text is only the beginning of the line
    record Raw(long number, String text, boolean tooLong) {

        boolean isBlank() {
            return text.isBlank();
        }
    }

    /// The next line; null at the end.
    @Nullable Raw next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        boolean any = false;
        boolean tooLong = false;
        int next = input.read();
        while (next >= 0 && next != '\n') {
            any = true;
            if (bytes.size() < Lines.LONGEST) {
                bytes.write(next);
            } else {
                tooLong = true;
            }
            next = input.read();
        }
        if (next < 0 && !any) {
            return null;
        }
        number++;
        String text = bytes.toString(StandardCharsets.UTF_8);
        if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        return new Raw(
                number, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, tooLong);
    }
}
