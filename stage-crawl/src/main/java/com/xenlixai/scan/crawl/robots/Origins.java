package com.xenlixai.scan.crawl.robots;

import com.xenlixai.scan.contract.event.OriginFacts;
import com.xenlixai.scan.contract.url.PolitenessKey;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.contract.url.UrlVerdict;
import com.xenlixai.scan.crawl.fetch.Content;
import com.xenlixai.scan.crawl.fetch.Deadline;
import com.xenlixai.scan.crawl.fetch.FetchRequest;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.site.PoliteFetcher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What is known of each origin, fetched once however many wait for it and kept for a day.
/// Thread-safe.
///
/// Source: RFC 9309, sections 2.3 and 2.4; 429 counts as unreachable, as Google has it.
public final class Origins {

    private static final int LLMS_BYTES = 64 * 1024;
    private static final int SITEMAP_BYTES = 64 * 1024;
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);
    private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

    /// A site that wants longer waits is asked for nothing but the page.
    private static final Duration DELAY_FOR_EXTRAS = Duration.ofSeconds(2);

    private static final long MOST_REMEMBERED_CHARACTERS = 64L * 1024 * 1024;

    /// One origin's place: whoever holds its lock fetches, the others wait for the result.
    private static final class Place {
        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Origin origin;
        private long characters;
    }

    private final PoliteFetcher fetcher;
    private final UrlPolicy policy;
    private final Clock clock;
    private final String agent;
    private final SharedFacts shared;
    private final RobotsFile robots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Place> places = new LinkedHashMap<>(64, 0.75f, true);
    private long characters;

    /// @param userAgent its product token, up to the slash, is whom robots.txt speaks to
    /// @param shared what other instances know
    public Origins(
            PoliteFetcher fetcher,
            UrlPolicy policy,
            Clock clock,
            String userAgent,
            SharedFacts shared) {
        this.fetcher = fetcher;
        this.policy = policy;
        this.clock = clock;
        this.shared = shared;
        this.agent = userAgent.split("[/\\s]", 2)[0].toLowerCase(Locale.ROOT);
        this.robots = new RobotsFile(fetcher, policy, clock, agent);
    }

    /// The origin of that URL; empty when nobody could say in time.
    public Optional<Origin> of(ScanUrl url, Deadline deadline) throws InterruptedException {
        Place place = place(url.origin());
        Origin known = place.origin;
        if (known != null && isFresh(known)) {
            return Optional.of(known);
        }
        if (!place.fetching.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            Origin meanwhile = place.origin;
            if (meanwhile != null && isFresh(meanwhile)) {
                return Optional.of(meanwhile);
            }
            Optional<Origin> told = shared.of(url.origin()).map(this::origin);
            if (told.isPresent() && isFresh(told.get())) {
                keep(url.origin(), place, told.get());
                return told;
            }
            Origin good = lastGood(meanwhile, told.orElse(null));
            Optional<Origin> fetched = robots.fetch(url, good, deadline);
            if (fetched.isPresent()) {
                Origin origin = orElse(good, fetched.get());
                keep(url.origin(), place, origin);
                tell(origin);
                return Optional.of(origin);
            }
            return fetched;
        } finally {
            place.fetching.unlock();
        }
    }

    /// The same origin with its sitemap and llms.txt, where its delays leave time for them.
    public Origin withExtras(ScanUrl url, Origin origin, Deadline deadline)
            throws InterruptedException {
        boolean skip =
                origin.unreachable() != null
                        || origin.facts().getLlmsStatus() != null
                        || delay(origin).compareTo(DELAY_FOR_EXTRAS) > 0;
        if (skip) {
            return origin;
        }
        Place place = place(url.origin());
        if (!place.fetching.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
            return origin;
        }
        try {
            Origin known = place.origin;
            if (known != null && known.facts().getLlmsStatus() != null) {
                return known;
            }
            Origin whole = fetchExtras(url, origin, deadline);
            keep(url.origin(), place, whole);
            tell(whole);
            return whole;
        } finally {
            place.fetching.unlock();
        }
    }

    /// The delay that the origin asks for.
    public static Duration delay(Origin origin) {
        return origin.rules().crawlDelay().orElse(Duration.ZERO);
    }

    /// The newest copy of robots.txt that is not too old to be of use; null when there is none.
    private @Nullable Origin lastGood(@Nullable Origin... known) {
        Instant oldest = clock.instant().minus(LONGEST_LIFE);
        for (Origin old : known) {
            if (old != null
                    && old.unreachable() == null
                    && old.facts().getRobotsBody() != null
                    && old.facts().getFetchedAt().isAfter(oldest)) {
                return old;
            }
        }
        return null;
    }

    /// While robots.txt cannot be had, the last good copy of it holds, for a month at most.
    private Origin orElse(@Nullable Origin good, Origin fetched) {
        if (fetched.unreachable() == null || good == null) {
            return fetched;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        OriginFacts facts =
                OriginFacts.newBuilder(good.facts()).setExpiresAt(now.plus(WORTH_TELLING)).build();
        return new Origin(facts, good.rules(), null);
    }

    private void tell(Origin origin) throws InterruptedException {
        boolean lasting =
                origin.facts().getExpiresAt().isAfter(clock.instant().plus(WORTH_TELLING));
        if (origin.unreachable() == null && lasting) {
            shared.tell(origin.facts());
        }
    }

    /// The origin as another instance has found it.
    private Origin origin(OriginFacts facts) {
        String body = facts.getRobotsBody();
        RobotsRules rules =
                body == null
                        ? RobotsRules.none()
                        : RobotsRules.parse(
                                facts.getOrigin() + "/robots.txt",
                                body.getBytes(StandardCharsets.UTF_8),
                                facts.getRobotsContentType(),
                                agent);
        return new Origin(facts, rules, null);
    }

    private boolean isFresh(Origin origin) {
        return origin.facts().getExpiresAt().isAfter(clock.instant());
    }

    private Origin fetchExtras(ScanUrl url, Origin origin, Deadline deadline)
            throws InterruptedException {
        OriginFacts.Builder facts = OriginFacts.newBuilder(origin.facts());
        Optional<ScanUrl> sitemap = sitemap(url, origin);
        if (sitemap.isPresent()) {
            text(sitemap.get(), origin, SITEMAP_BYTES, deadline)
                    .ifPresent(
                            text -> {
                                facts.setSitemapStatus(text.status());
                                facts.setSitemapBody(text.body());
                            });
        }
        ScanUrl llms = url.at("/llms.txt");
        if (origin.decide(llms).getAllowed()) {
            text(llms, origin, LLMS_BYTES, deadline)
                    .ifPresent(
                            text -> {
                                facts.setLlmsStatus(text.status());
                                facts.setLlmsContentType(text.type());
                                facts.setLlmsBody(text.body());
                            });
        }
        return new Origin(facts.build(), origin.rules(), null);
    }

    /// The first sitemap that is named, or the usual one; only on this site, whose clock is ours.
    private Optional<ScanUrl> sitemap(ScanUrl url, Origin origin) {
        if (origin.facts().getSitemaps().isEmpty()) {
            return Optional.of(url.at("/sitemap.xml"))
                    .filter(usual -> origin.decide(usual).getAllowed());
        }
        String named = origin.facts().getSitemaps().getFirst();
        return policy.check(named, UrlPolicy.LONGEST) instanceof UrlVerdict.Allowed(ScanUrl allowed)
                        && PolitenessKey.of(allowed).equals(PolitenessKey.of(url))
                ? Optional.of(allowed)
                : Optional.empty();
    }

    /// A short text of the site.
    private record Text(int status, @Nullable String type, @Nullable String body) {}

    private Optional<Text> text(ScanUrl url, Origin origin, int bytes, Deadline deadline)
            throws InterruptedException {
        Optional<Fetched> fetched = get(url, delay(origin), bytes, deadline);
        if (fetched.isEmpty()) {
            return Optional.empty();
        }
        return switch (fetched.get()) {
            case Fetched.Failed _ -> Optional.of(new Text(0, null, null));
            case Fetched.Answer answer -> {
                boolean found = answer.status() >= 200 && answer.status() < 300;
                String body =
                        found && Content.of(answer, bytes) instanceof Content.Readable readable
                                ? storable(
                                        new String(readable.decoded(bytes), StandardCharsets.UTF_8))
                                : null;
                yield Optional.of(
                        new Text(
                                answer.status(), answer.header("Content-Type").orElse(null), body));
            }
        };
    }

    private Optional<Fetched> get(ScanUrl url, Duration asked, int bytes, Deadline deadline)
            throws InterruptedException {
        return fetcher.fetch(
                url.host(),
                asked,
                deadline,
                () ->
                        new FetchRequest(
                                url,
                                Deadline.in(RobotsFile.PATIENCE),
                                bytes,
                                FetchRequest.TEXT,
                                Map.of()));
    }

    /// PostgreSQL takes no NUL in text.
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private Place place(String origin) {
        lock.lock();
        try {
            return places.computeIfAbsent(origin, _ -> new Place());
        } finally {
            lock.unlock();
        }
    }

    private void keep(String name, Place place, Origin origin) {
        lock.lock();
        try {
            place.origin = origin;
            long size = size(origin.facts());
            characters += size - place.characters;
            place.characters = size;
            places.putIfAbsent(name, place);
            var eldest = places.entrySet().iterator();
            while (characters > MOST_REMEMBERED_CHARACTERS && eldest.hasNext()) {
                Place old = eldest.next().getValue();
                if (old != place && !old.fetching.isLocked()) {
                    characters -= old.characters;
                    eldest.remove();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// The rules take about as much again as the text; the rest of a place is some hundred bytes.
    private static long size(OriginFacts facts) {
        return 1_000L
                + 2L * length(facts.getRobotsBody())
                + length(facts.getSitemapBody())
                + length(facts.getLlmsBody());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
