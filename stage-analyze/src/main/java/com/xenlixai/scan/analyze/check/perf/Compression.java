package com.xenlixai.scan.analyze.check.perf;

import com.xenlixai.scan.analyze.check.Check;
import com.xenlixai.scan.analyze.check.Findings;
import com.xenlixai.scan.analyze.check.Grade;
import com.xenlixai.scan.analyze.check.Page;
import com.xenlixai.scan.analyze.check.Rule;
import com.xenlixai.scan.analyze.check.Severity;
import com.xenlixai.scan.analyze.check.Verdict;

/// Compressed HTML is a fifth of the size.
final class Compression implements Check {

    private static final Rule RULE =
            new Rule(
                    "perf.compression",
                    Severity.MEDIUM,
                    Grade.A,
                    "The HTML is compressed",
                    "Compressed HTML takes a fifth of the bytes, so it arrives sooner.",
                    "Switch on brotli, zstd or gzip for text/html.",
                    "https://developer.chrome.com/docs/performance/insights/document-latency");

    private static final long SMALL = 1_400;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Verdict judge(Page page) {
        long bytes = page.facts().shape().htmlBytes();
        if (bytes <= SMALL) {
            return Verdict.notApplicable("the HTML is small");
        }
        String encoding = page.answer().contentEncoding();
        String header = page.answer().first("Content-Encoding");
        boolean compressed =
                !encoding.isEmpty() && !encoding.equals("identity")
                        || header != null && !header.isBlank() && !header.equals("identity");
        String value = bytes + " bytes, " + page.answer().wireBytes() + " sent";
        return compressed
                ? Verdict.pass(value)
                : Verdict.fail(
                        "The HTML is sent uncompressed: " + bytes / 1000 + " kB",
                        value,
                        Findings.NONE);
    }
}
