package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/// The allowances of all keys that this gateway has seen. Thread-safe.
final class Allowances {

    private final ConcurrentMap<String, OfKey> byKey = new ConcurrentHashMap<>();
    private final Leases leases;
    private final LiveScans live;
    private final int mostLive;
    private final Clock clock;

    /// @param mostLive scans of one tenant that may be under way at once; 0 for any number
    Allowances(Leases leases, LiveScans live, int mostLive, Clock clock) {
        this.leases = leases;
        this.live = live;
        this.mostLive = mostLive;
        this.clock = clock;
    }

    OfKey of(ApiKey key) {
        return byKey.computeIfAbsent(
                key.id(),
                id ->
                        new OfKey(
                                new Allowance(id, Policy.requests(key), leases, clock),
                                new Allowance(id, Policy.polls(key), leases, clock),
                                new Allowance(id, Policy.urls(key), leases, clock),
                                () -> room(key.tenant())));
    }

    private long room(String tenant) {
        return mostLive == 0 ? Integer.MAX_VALUE : Math.max(0, mostLive - live.of(tenant));
    }

    /// What one key may use.
    ///
    /// @param room for how many more scans its tenant may have under way
    record OfKey(Allowance requests, Allowance polls, Allowance urls, LongSupplier room)
            implements UrlQuota {

        private static final Duration ROOM_AGAIN = Duration.ofSeconds(5);

        /// Takes one request; fails with a 429 when there is none.
        Mono<Void> takeRequest(boolean reads) {
            Allowance used = reads ? polls : requests;
            return used.take(1)
                    .flatMap(
                            taken ->
                                    taken == 1
                                            ? Mono.empty()
                                            : Mono.error(
                                                    refusal(used, "The key is used too often.")));
        }

        /// Takes one request that changes nothing, if that is at hand; whoever finds none need not
        /// be refused.
        boolean takePollAtHand() {
            return polls.takeAtHand();
        }

        /// For one that was not made after all.
        void giveBackPoll() {
            polls.giveBack(Policy.REQUEST_COST);
        }

        /// Tells in an answer's headers how the key stands. One that found nothing new cost little.
        void answered(HttpHeaders headers, boolean nothingNew) {
            if (nothingNew) {
                polls.giveBack(Policy.NOTHING_NEW);
            }
            RateLimitFields.add(headers, policies(), standing());
        }

        @Override
        public Mono<Integer> take(int count) {
            int most = (int) Math.min(count, room.getAsLong());
            return most == 0 ? Mono.just(0) : urls.take(most);
        }

        @Override
        public void giveBack(int count) {
            urls.giveBack(count);
        }

        @Override
        public ProblemException exceeded() {
            if (room.getAsLong() == 0) {
                return ProblemException.of(
                                ProblemType.TOO_MANY_REQUESTS,
                                "Too many scans of the tenant are under way.")
                        .retryAfter(ROOM_AGAIN)
                        .with("violated-policies", List.of("scans"));
            }
            return refusal(urls, "The URLs of today are used up.");
        }

        private String policies() {
            return requests.policy().described()
                    + ", "
                    + polls.policy().described()
                    + ", "
                    + urls.policy().described();
        }

        private String standing() {
            return requests.described() + ", " + polls.described() + ", " + urls.described();
        }

        private static ProblemException refusal(Allowance allowance, String detail) {
            return ProblemException.of(ProblemType.TOO_MANY_REQUESTS, detail)
                    .retryAfter(allowance.untilNext())
                    .with("violated-policies", List.of(allowance.policy().name()));
        }
    }
}
