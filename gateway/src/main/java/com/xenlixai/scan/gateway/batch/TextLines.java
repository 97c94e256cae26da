package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One URL a line. Blank lines are skipped; they count as lines.
final class TextLines implements Lines {

    private final LineInput input;
    private final ScanRequestReader requests;

    TextLines(LineInput input, ScanRequestReader requests) {
        this.input = input;
        this.requests = requests;
    }

    @Override
    public @Nullable Line next() throws IOException {
        LineInput.Raw raw = input.next();
        while (raw != null && raw.isBlank()) {
            raw = input.next();
        }
        if (raw == null) {
            return null;
        }
        return raw.tooLong()
                ? new Line.Bad(raw.number(), raw.text(), "the line is too long")
                : Lines.ofUrl(raw.number(), raw.text(), requests);
    }
}
