package com.xenlixai.scan.crawl;

import static com.xenlixai.scan.crawl.Endings.failed;
import static com.xenlixai.scan.crawl.Endings.rejected;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.CrawlRequest;
import com.xenlixai.scan.contract.event.Hop;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.contract.event.RobotsDecision;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.url.PolitenessKey;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.crawl.fetch.Content;
import com.xenlixai.scan.crawl.fetch.ContentType;
import com.xenlixai.scan.crawl.fetch.Deadline;
import com.xenlixai.scan.crawl.fetch.FetchRequest;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.Problem;
import com.xenlixai.scan.crawl.frontier.FetchReport;
import com.xenlixai.scan.crawl.robots.Origin;
import com.xenlixai.scan.crawl.robots.Origins;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import com.xenlixai.scan.runtime.Outcome;
import com.xenlixai.scan.runtime.Output;
import com.xenlixai.scan.runtime.StepContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One run of the step: from the URL that was ordered to the page that answers in the end. Belongs
/// to one thread.
final class Visit {

    /// Kept free of the scan's own time for what comes after the fetch.
    private static final Duration RESERVE = Duration.ofSeconds(5);

    /// For a later hop; a host that wants to wait longer is waited for by nobody.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final String NO_TURN =
            "The host's turn did not come in time: too many scans wait for it";

    private final UrlPolicy policy;
    private final Origins origins;
    private final PoliteFetcher fetcher;
    private final CrawlSettings settings;
    private final Clock clock;
    private final CrawlRequest request;
    private final StepContext context;
    private final FetchReport report;
    private final Instant started;
    private final Deadline turn;
    private final List<Hop> hops;
    private final Set<String> seen = new HashSet<>();
    private Duration spent = Duration.ZERO;

    Visit(
            UrlPolicy policy,
            Origins origins,
            PoliteFetcher fetcher,
            CrawlSettings settings,
            Clock clock,
            CrawlRequest request,
            StepContext context,
            FetchReport report) {
        this.policy = policy;
        this.origins = origins;
        this.fetcher = fetcher;
        this.settings = settings;
        this.clock = clock;
        this.request = request;
        this.context = context;
        this.report = report;
        this.started = clock.instant();
        this.turn =
                Deadline.in(Duration.between(started, context.deadline()).minus(RESERVE))
                        .within(Duration.between(started, report.latest()));
        this.hops = new ArrayList<>(request.getHops());
    }

    /// What comes of the next hop: an end, or another URL.
    private sealed interface Next {
        record End(Outcome outcome) implements Next {}

        record Onward(ScanUrl url) implements Next {}
    }

    /// Goes from that URL to the end.
    Outcome from(ScanUrl first) throws InterruptedException {
        hops.forEach(hop -> seen.add(hop.getUrl()));
        ScanUrl url = first;
        while (true) {
            if (!seen.add(url.text())) {
                return rejected(Cause.REDIRECTS, "The redirects lead in a circle");
            }
            switch (hop(url)) {
                case Next.End(Outcome outcome) -> {
                    return outcome;
                }
                case Next.Onward(ScanUrl target) -> url = target;
            }
        }
    }

    private Next hop(ScanUrl url) throws InterruptedException {
        Optional<Origin> known = origins.of(url, turn);
        if (known.isEmpty()) {
            return busy(url);
        }
        Origin origin = known.get();
        RobotsDecision decision = origin.decide(url);
        // Rules that could not be had are none that anybody has seen and set aside.
        if (request.getOrder().getIgnoreRobots()
                && !decision.getAllowed()
                && origin.whyUnreachable().isEmpty()) {
            decision = new RobotsDecision(true, decision.getRule(), decision.getLine(), "ignored");
        }
        if (!decision.getAllowed()) {
            return new Next.End(disallowed(url, origin, decision));
        }
        if (hops.size() > request.getHops().size()
                && fetcher.wait(url.host()).compareTo(LONGEST_WAIT) > 0) {
            return end(handedOn(url));
        }
        if (context.cancelled()) {
            return end(rejected(Cause.EXPIRED, "Nobody wants the scan any more"));
        }
        Optional<Fetched> fetched =
                fetcher.fetch(url.host(), Origins.delay(origin), turn, () -> page(url));
        if (fetched.isEmpty()) {
            return busy(url);
        }
        spent = spent.plusMillis(fetched.get().phases().total());
        return switch (fetched.get()) {
            case Fetched.Failed failed -> {
                report.unanswered(url.host(), failed.problem().cause(), clock.instant());
                yield end(failed(failed));
            }
            case Fetched.Answer answer -> {
                // As it was read, and in the event that is written.
                report.holds(2L * answer.body().length);
                report(url, origin, answer.status(), fetcher.requestedPause(answer).orElse(null));
                yield answered(url, origin, decision, answer);
            }
        };
    }

    private void report(ScanUrl url, Origin origin, int status, @Nullable Duration pause) {
        report.answered(
                url.host(),
                status,
                clock.instant(),
                pause,
                origin.rules().crawlDelay().orElse(null));
    }

    private FetchRequest page(ScanUrl url) {
        return new FetchRequest(
                url,
                turn.within(settings.deadline().minus(spent)),
                (int) settings.maxBody().toBytes(),
                FetchRequest.PAGE,
                Map.of());
    }

    private Next answered(
            ScanUrl url, Origin origin, RobotsDecision decision, Fetched.Answer answer)
            throws InterruptedException {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(url, answer);
        }
        if (status == 429) {
            return end(retry(answer, Cause.RATE_LIMITED, "The server asks us to come later (429)"));
        }
        if (status == 408 && context.attempt() == 1) {
            return end(retry(answer, Cause.HTTP_4XX, "The server answered " + status));
        }
        if (status >= 500 && status < 600) {
            return end(retry(answer, Cause.HTTP_5XX, "The server answered " + status));
        }
        if (status >= 400) {
            return end(rejected(Cause.HTTP_4XX, "The server answered " + status));
        }
        return switch (Content.of(answer, (int) settings.maxDecodedBody().toBytes())) {
            case Content.Unusable(Problem problem) -> end(rejected(problem));
            case Content.Readable content ->
                    ContentType.isHtml(answer.header("Content-Type").orElse(""), content.start())
                            ? html(url, origin, decision, answer, content)
                            : end(rejected(Problem.UNSUPPORTED_TYPE));
        };
    }

    private Next html(
            ScanUrl url,
            Origin origin,
            RobotsDecision decision,
            Fetched.Answer answer,
            Content.Readable content)
            throws InterruptedException {
        Optional<String> refresh = MetaRefresh.target(answer, content);
        return refresh.isPresent()
                ? onward(url, refresh.get(), 0, answer)
                : end(page(url, origin, decision, answer, content));
    }

    private Next redirected(ScanUrl url, Fetched.Answer answer) {
        Optional<String> location = Redirects.location(answer);
        if (location.isEmpty()) {
            return end(
                    answer.status() == 304
                            ? rejected(Problem.MALFORMED)
                            : rejected(
                                    Cause.REDIRECTS,
                                    "The server redirects (" + answer.status() + ") to nowhere"));
        }
        return onward(url, location.get(), answer.status(), answer);
    }

    /// @param status of the redirect; 0 for a page that sends its reader on
    private Next onward(ScanUrl url, String location, int status, Fetched.Answer answer) {
        if (hops.size() >= settings.maxRedirects()) {
            return end(
                    rejected(
                            Cause.REDIRECTS,
                            "The page redirects more than " + settings.maxRedirects() + " times"));
        }
        String target = url.resolve(location);
        return switch (policy.check(target, UrlPolicy.LONGEST)) {
            case UrlVerdict.Refused refused ->
                    end(
                            refused.reason().malformed()
                                    ? rejected(
                                            Cause.REDIRECTS,
                                            "The page redirects to a URL that " + refused.message())
                                    : rejected(
                                            Cause.BLOCKED_ADDRESS,
                                            "The page redirects to where nothing is scanned"));
            case UrlVerdict.Allowed(ScanUrl allowed) -> {
                hops.add(
                        new Hop(url.text(), status, allowed.text(), answer.phases().untilAnswer()));
                yield PolitenessKey.of(allowed).equals(PolitenessKey.of(url))
                        ? new Next.Onward(allowed)
                        : end(handedOn(allowed));
            }
        };
    }

    /// Another site is another instance's: it knows that site's clocks and robots.txt.
    private Outcome handedOn(ScanUrl target) {
        ScanOrder order = request.getOrder();
        CrawlRequest onward =
                CrawlRequest.newBuilder(request)
                        .setUrl(target.text())
                        .setHops(List.copyOf(hops))
                        .build();
        return Outcome.HandedOn.to(
                new Output(Topics.crawl(order.getLane()), PolitenessKey.of(target), onward));
    }

    private Outcome page(
            ScanUrl url,
            Origin origin,
            RobotsDecision decision,
            Fetched.Answer answer,
            Content.Readable content)
            throws InterruptedException {
        Origin whole = origins.withExtras(url, origin, turn);
        report(url, origin, answer.status(), null);
        ScanOrder order = request.getOrder();
        PageFetched page =
                Pages.of(
                        request,
                        url,
                        hops,
                        decision,
                        whole.facts(),
                        answer,
                        content,
                        started,
                        clock);
        return Outcome.Done.of(
                new Output(Topics.analyze(order.getLane()), order.getScanId(), page));
    }

    private Outcome disallowed(ScanUrl url, Origin origin, RobotsDecision decision) {
        Optional<Origin.Unreachable> unreachable = origin.whyUnreachable();
        if (unreachable.isEmpty()) {
            report(url, origin, origin.facts().getRobotsStatus(), null);
            return Endings.forbidden(url, decision);
        }
        Fetched.Failed failure = unreachable.get().failure();
        if (failure == null) {
            report(url, origin, unreachable.get().status(), null);
        } else {
            report.unanswered(url.host(), failure.problem().cause(), clock.instant());
        }
        // Whoever does not answer for robots.txt would not answer for the page either.
        return failure != null
                ? failed(failure)
                : Endings.noRobots(url, unreachable.get().status());
    }

    private Next busy(ScanUrl url) {
        Duration wait = fetcher.wait(url.host());
        return end(Endings.retry(Cause.RATE_LIMITED, NO_TURN, wait));
    }

    private Outcome retry(Fetched.Answer answer, Cause cause, String message) {
        return Endings.retry(cause, message, fetcher.requestedPause(answer).orElse(null));
    }

    private static Next end(Outcome outcome) {
        return new Next.End(outcome);
    }
}
