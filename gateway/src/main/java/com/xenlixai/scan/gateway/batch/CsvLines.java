package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rows with a header that names a column `url`; other columns are ignored. Cells may be quoted and
/// hold commas, quotes and line breaks. A row counts as the line on which it ends.
///
/// Source: RFC 4180.
final class CsvLines implements Lines {

    private static final int END = -1;
    private static final int MOST_CELLS = 1_000;

    private final BufferedReader input;
    private final ScanRequestReader requests;
    private final int column;
    private long number;
    private boolean tooLong;
    private int pushedBack = -2;

    CsvLines(InputStream upload, ScanRequestReader requests) throws IOException {
        input = new BufferedReader(new InputStreamReader(upload, StandardCharsets.UTF_8), 64 << 10);
        this.requests = requests;
        List<String> header = row();
        column = header == null ? -1 : columnOf(header);
        if (column < 0) {
            throw ProblemException.malformed(
                    "body", "must begin with a header row that names a column url");
        }
    }

    @Override
    public @Nullable Line next() throws IOException {
        List<String> row = row();
        while (row != null && row.size() == 1 && row.getFirst().isBlank()) {
            row = row();
        }
        if (row == null) {
            return null;
        }
        if (tooLong) {
            return new Line.Bad(number, row.getFirst(), "the line is too long");
        }
        return column < row.size()
                ? Lines.ofUrl(number, row.get(column), requests)
                : new Line.Bad(number, String.join(",", row), "the row has no cell for url");
    }

    private static int columnOf(List<String> header) {
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            if (name.equals("url")) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int size = 0;
        tooLong = false;
        int c = read();
        if (c == END) {
            return null;
        }
        while (c != END && (quoted || c != '\n')) {
            if (quoted && c == '"') {
                int after = read();
                if (after == '"') {
                    cell.append('"');
                } else {
                    quoted = false;
                    pushedBack = after;
                }
            } else if (!quoted && c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (!quoted && c == ',' && cells.size() < MOST_CELLS) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (size < LONGEST) {
                cell.append((char) c);
            } else {
                tooLong = true;
            }
            size++;
            number += c == '\n' ? 1 : 0;
            c = read();
        }
        number++;
        if (!cell.isEmpty() && cell.charAt(cell.length() - 1) == '\r') {
            cell.setLength(cell.length() - 1);
        }
        cells.add(cell.toString());
        return cells;
    }

    private int read() throws IOException {
        if (pushedBack != -2) {
            int c = pushedBack;
            pushedBack = -2;
            return c;
        }
        return input.read();
    }
}
