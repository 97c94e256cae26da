package com.xenlixai.scan.crawl.site;

import com.xenlixai.scan.crawl.fetch.Deadline;
import com.xenlixai.scan.crawl.fetch.FetchRequest;
import com.xenlixai.scan.crawl.fetch.Fetched;
import com.xenlixai.scan.crawl.fetch.Fetcher;
import com.xenlixai.scan.crawl.site.HostGates.Pass;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The only way from this stage to a server: through the host's gate. An answer that asks for a
/// pause makes one, for everybody. Thread-safe.
public final class PoliteFetcher {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Fetcher fetcher;
    private final HostGates gates;
    private final Semaphore places;
    private final Clock clock;

    /// @param concurrency requests at once, to all hosts together
    public PoliteFetcher(Fetcher fetcher, HostGates gates, int concurrency, Clock clock) {
        this.fetcher = fetcher;
        this.gates = gates;
        this.places = new Semaphore(concurrency, true);
        this.clock = clock;
    }

    /// Makes a request once the host's turn has come.
    @FunctionalInterface
    public interface Request {
        /// The request, whose own time begins now.
        FetchRequest now();
    }

    /// Waits for the host and fetches; empty when the host's turn does not come in time.
    ///
    /// @param asked the delay that the site asks for
    /// @param turn how long to wait for the host
    public Optional<Fetched> fetch(String host, Duration asked, Deadline turn, Request request)
            throws InterruptedException {
        Optional<Pass> pass = gates.enter(host, asked, turn);
        if (pass.isEmpty()) {
            return Optional.empty();
        }
        try (Pass _ = pass.get()) {
            if (!places.tryAcquire(turn.left().toNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(fetched(host, request.now()));
            } finally {
                places.release();
            }
        }
    }

    private Fetched fetched(String host, FetchRequest request) throws InterruptedException {
        Fetched fetched = fetcher.fetch(request);
        if (fetched instanceof Fetched.Answer answer) {
            requestedPause(answer).ifPresent(pause -> gates.pause(host, pause));
        }
        return fetched;
    }

    /// Requests that could be sent at once, if their hosts' turns came.
    public int freePlaces() {
        return places.availablePermits();
    }

    /// How long an overloaded server asks to be left alone; empty unless it says that it is.
    public Optional<Duration> requestedPause(Fetched.Answer answer) {
        if (answer.status() != 429 && answer.status() != 503) {
            return Optional.empty();
        }
        Duration asked =
                answer.header("Retry-After")
                        .flatMap(value -> RetryAfter.parse(value, clock))
                        .orElse(SHORTEST_PAUSE);
        return Optional.of(asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked);
    }

    /// How long until the host may be asked again.
    public Duration wait(String host) {
        return gates.wait(host);
    }
}
