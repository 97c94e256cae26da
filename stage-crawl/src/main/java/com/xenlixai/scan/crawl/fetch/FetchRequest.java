package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.url.ScanUrl;
import java.util.Map;

/// One GET.
///
/// @param url has passed the URL policy
/// @param deadline when the last byte must be there
/// @param maxBody bytes of the wire body that are taken; the rest is cut off
/// @param accept the Accept header
/// @param extra further header lines, for instance If-None-Match
public record FetchRequest(
        ScanUrl url, Deadline deadline, int maxBody, String accept, Map<String, String> extra) {

    /// What a page is asked with.
    public static final String PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5";

    /// What robots.txt and llms.txt are asked with.
    public static final String TEXT = "text/plain,*/*;q=0.5";

    public FetchRequest {
        extra = Map.copyOf(extra);
    }
}
