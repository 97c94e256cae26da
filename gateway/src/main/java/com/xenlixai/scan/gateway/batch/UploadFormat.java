package com.xenlixai.scan.gateway.batch;

import com.xenlixai.scan.gateway.intake.ScanRequestReader;
import com.xenlixai.scan.gateway.sitemap.Sitemaps;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.http.MediaType;

/// How the lines of an upload are written.
enum UploadFormat {
    JSON(MediaType.APPLICATION_JSON),
    NDJSON(MediaType.APPLICATION_NDJSON),
    CSV(MediaType.parseMediaType("text/csv")),
    TEXT(MediaType.TEXT_PLAIN);

    private final MediaType type;

    UploadFormat(MediaType type) {
        this.type = type;
    }

    /// The format of that content type, if there is one.
    static Optional<UploadFormat> of(MediaType type) {
        for (UploadFormat format : values()) {
            if (format.type.equalsTypeAndSubtype(type)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// The lines of an upload in this format.
    ///
    /// @throws com.xenlixai.scan.gateway.problem.ProblemException when its beginning is wrong
    Lines open(InputStream upload, ScanRequestReader requests, Sitemaps sitemaps)
            throws IOException {
        return switch (this) {
            case JSON -> new JsonBody(upload, requests.urls()).lines(requests, sitemaps);
            case NDJSON -> new NdjsonLines(new LineInput(upload), requests);
            case CSV -> new CsvLines(upload, requests);
            case TEXT -> new TextLines(new LineInput(upload), requests);
        };
    }
}
