package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.batch.BatchResults.Result;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Results as CSV in which no cell can run as a formula: spreadsheets take a cell that begins with
/// one of a few characters for one, so such a cell gets an apostrophe in front.
///
/// Source: RFC 4180; OWASP ASVS 1.2.10.
final class CsvRow {

    static final String HEADER =
            of(
                    "line",
                    "scanId",
                    "url",
                    "status",
                    "score",
                    "cause",
                    "message",
                    "finishedAt",
                    "full");

    private static final String RISKY = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvRow() {}

    static String of(Result result) {
        return of(
                result.line(),
                result.scanId(),
                result.url(),
                result.status(),
                result.score(),
                result.cause(),
                result.message(),
                result.finishedAt(),
                result.full());
    }

    private static String of(@Nullable Object... cells) {
        return Arrays.stream(cells)
                .map(cell -> quoted(Objects.toString(cell, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    static String quoted(String cell) {
        String safe = !cell.isEmpty() && RISKY.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
