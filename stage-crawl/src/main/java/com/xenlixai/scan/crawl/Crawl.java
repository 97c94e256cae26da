package com.xenlixai.scan.crawl;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.crawl.frontier.Fetch;
import com.xenlixai.scan.crawl.frontier.FetchReport;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.Failure;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Step;
import com.xenlixai.scan.runtime.StepContext;
import java.time.Clock;

/// Fetches one page: its redirects followed by hand, each hop checked by the URL policy, asked of
/// robots.txt and let through the host's gate. Thread-safe.
final class Crawl implements Step<CrawlRequest>, Fetch {

    private final UrlPolicy policy;
    private final Origins origins;
    private final PoliteFetcher fetcher;
    private final CrawlSettings settings;
    private final Clock clock;

    Crawl(
            UrlPolicy policy,
            Origins origins,
            PoliteFetcher fetcher,
            CrawlSettings settings,
            Clock clock) {
        this.policy = policy;
        this.origins = origins;
        this.fetcher = fetcher;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Outcome run(CrawlRequest request, StepContext context) throws InterruptedException {
        return run(request, context, new FetchReport(context.deadline()));
    }

    @Override
    public Outcome run(CrawlRequest request, StepContext context, FetchReport report)
            throws InterruptedException {
        return switch (policy.check(request.getUrl(), UrlPolicy.LONGEST)) {
            case UrlVerdict.Refused refused -> new Outcome.Rejected(failure(refused));
            case UrlVerdict.Allowed(ScanUrl url) ->
                    new Visit(policy, origins, fetcher, settings, clock, request, context, report)
                            .from(url);
        };
    }

    /// What a refused URL means for its scan.
    static Failure failure(UrlVerdict.Refused refused) {
        Cause cause = refused.reason().malformed() ? Cause.INVALID_URL : Cause.BLOCKED_ADDRESS;
        return new Failure(cause, "The URL " + refused.message());
    }
}
