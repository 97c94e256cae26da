package com.xenlixai.scan.crawl.robots;

import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.event.Truncation;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.crawl.fetch.Content;
import com.xenlixai.scan.crawl.fetch.Deadline;
import com.xenlixai.scan.crawl.fetch.FetchRequest;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.Problem;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks an origin for its robots.txt; one that is known already only for whether it has changed.
/// Thread-safe.
final class RobotsFile {

    /// So long one request may take.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// RFC 9309 asks for 500 KiB at least.
    private static final int ROBOTS_BYTES = 512 * 1024;

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_SITEMAPS = 50;
    private static final int NOT_MODIFIED = 304;

    /// RFC 9309, section 2.4: what is older is to be fetched, or confirmed by the server.
    private static final Duration LIFE = Duration.ofHours(24);

    private static final Duration LIFE_UNREACHABLE = Duration.ofSeconds(5);

    private final PoliteFetcher fetcher;
    private final UrlPolicy policy;
    private final Clock clock;
    private final String agent;

    /// @param agent product token, in lower case
    RobotsFile(PoliteFetcher fetcher, UrlPolicy policy, Clock clock, String agent) {
        this.fetcher = fetcher;
        this.policy = policy;
        this.clock = clock;
        this.agent = agent;
    }

    /// What the origin says now; empty when its host's turn did not come in time.
    ///
    /// @param known what it said before, or null
    Optional<Origin> fetch(ScanUrl url, @Nullable Origin known, Deadline deadline)
            throws InterruptedException {
        Validators validators = known == null ? Validators.NONE : Validators.of(known.facts());
        ScanUrl at = url.at("/robots.txt");
        for (int redirects = 0; ; redirects++) {
            // They are of what robots.txt itself is, not of what it may redirect to.
            Validators sent = redirects == 0 ? validators : Validators.NONE;
            Optional<Fetched> fetched = get(at, sent, deadline);
            if (fetched.isEmpty()) {
                return Optional.empty();
            }
            switch (fetched.get()) {
                case Fetched.Failed failed -> {
                    return Optional.of(unanswered(url, failed, redirects));
                }
                case Fetched.Answer answer -> {
                    if (known != null && !sent.isEmpty() && answer.status() == NOT_MODIFIED) {
                        return Optional.of(unchanged(url, known, answer));
                    }
                    Optional<ScanUrl> next =
                            redirects < MOST_REDIRECTS ? target(at, answer) : Optional.empty();
                    if (next.isEmpty()) {
                        return Optional.of(answered(url, answer, redirects == 0));
                    }
                    at = next.get();
                }
            }
        }
    }

    private Optional<Fetched> get(ScanUrl url, Validators validators, Deadline deadline)
            throws InterruptedException {
        return fetcher.fetch(
                url.host(),
                Duration.ZERO,
                deadline,
                () ->
                        new FetchRequest(
                                url,
                                Deadline.in(PATIENCE),
                                ROBOTS_BYTES,
                                FetchRequest.TEXT,
                                validators.headers()));
    }

    /// Where a redirect leads; empty when it is none that may be followed.
    private Optional<ScanUrl> target(ScanUrl from, Fetched.Answer answer) {
        boolean redirect = answer.status() >= 300 && answer.status() < 400;
        return redirect
                ? answer.header("Location").map(from::resolve).flatMap(this::allowed)
                : Optional.empty();
    }

    private Origin unanswered(ScanUrl url, Fetched.Failed failed, int redirects) {
        // A redirect to where nobody may go is a robots.txt that does not exist.
        if (redirects > 0 && failed.problem() == Problem.BLOCKED_ADDRESS) {
            OriginFacts facts = facts(url, 0, LIFE).setRobotsError("redirect blocked").build();
            return new Origin(facts, RobotsRules.none(), null);
        }
        OriginFacts facts =
                facts(url, 0, LIFE_UNREACHABLE).setRobotsError(failed.message()).build();
        return new Origin(facts, RobotsRules.none(), new Origin.Unreachable(0, failed));
    }

    /// The same rules for another day. Sitemap and llms.txt are left out: they may have changed.
    private Origin unchanged(ScanUrl url, Origin known, Fetched.Answer answer) {
        OriginFacts before = known.facts();
        Validators validators = Validators.of(answer).or(Validators.of(before));
        OriginFacts facts =
                facts(url, before.getRobotsStatus(), LIFE)
                        .setRobotsBody(before.getRobotsBody())
                        .setRobotsContentType(before.getRobotsContentType())
                        .setRobotsTruncated(before.getRobotsTruncated())
                        .setSitemaps(before.getSitemaps())
                        .setRobotsEtag(validators.etag())
                        .setRobotsLastModified(validators.lastModified())
                        .build();
        return new Origin(facts, known.rules(), null);
    }

    /// @param own whether robots.txt itself answered, and nothing that it redirects to
    private Origin answered(ScanUrl url, Fetched.Answer answer, boolean own) {
        int status = answer.status();
        if (status == 429 || status >= 500) {
            OriginFacts facts = facts(url, status, LIFE_UNREACHABLE).build();
            return new Origin(facts, RobotsRules.none(), new Origin.Unreachable(status, null));
        }
        Content content = Content.of(answer, ROBOTS_BYTES);
        if (status >= 300 || !(content instanceof Content.Readable readable)) {
            OriginFacts.Builder facts = facts(url, status, LIFE);
            if (content instanceof Content.Unusable(Problem problem)) {
                facts.setRobotsError(problem.text());
            }
            return new Origin(facts.build(), RobotsRules.none(), null);
        }
        byte[] body = readable.decoded(ROBOTS_BYTES);
        String type = answer.header("Content-Type").orElse(null);
        RobotsRules rules = RobotsRules.parse(url.origin() + "/robots.txt", body, type, agent);
        // Of a file that broke off, a server would confirm what was never read.
        boolean whole =
                readable.truncation() == Truncation.NONE
                        || readable.truncation() == Truncation.SIZE;
        Validators validators = own && whole ? Validators.of(answer) : Validators.NONE;
        OriginFacts facts =
                facts(url, status, LIFE)
                        .setRobotsBody(Origins.storable(RuleLines.text(body)))
                        .setRobotsContentType(type)
                        .setRobotsTruncated(readable.truncation() == Truncation.SIZE)
                        .setSitemaps(sitemaps(url, rules))
                        .setRobotsEtag(validators.etag())
                        .setRobotsLastModified(validators.lastModified())
                        .build();
        return new Origin(facts, rules, null);
    }

    private OriginFacts.Builder facts(ScanUrl url, int status, Duration life) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return OriginFacts.newBuilder()
                .setOrigin(url.origin())
                .setFetchedAt(now)
                .setExpiresAt(now.plus(life))
                .setRobotsStatus(status);
    }

    private List<String> sitemaps(ScanUrl url, RobotsRules rules) {
        return rules.sitemaps().stream()
                .map(url::resolve)
                .flatMap(text -> allowed(text).stream())
                .map(ScanUrl::text)
                .limit(MOST_SITEMAPS)
                .toList();
    }

    private Optional<ScanUrl> allowed(String url) {
        return policy.check(url, UrlPolicy.LONGEST) instanceof UrlVerdict.Allowed(ScanUrl allowed)
                ? Optional.of(allowed)
                : Optional.empty();
    }
}
