package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Mono;

/// The allowances of all keys that this gateway has seen. Thread-safe.
final class Allowances {

    private final ConcurrentMap<String, OfKey> byKey = new ConcurrentHashMap<>();
    private final Leases leases;
    private final Clock clock;

    Allowances(Leases leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    OfKey of(ApiKey key) {
        return byKey.computeIfAbsent(
                key.id(),
                id ->
                        new OfKey(
                                new Allowance(id, Policy.requests(key), leases, clock),
                                new Allowance(id, Policy.urls(key), leases, clock)));
    }

    /// What one key may use.
    record OfKey(Allowance requests, Allowance urls) implements UrlQuota {

        /// Takes one request; fails with a 429 when there is none.
        Mono<Void> takeRequest() {
            return requests.take(1)
                    .flatMap(
                            taken ->
                                    taken == 1
                                            ? Mono.empty()
                                            : Mono.error(
                                                    refusal(
                                                            requests,
                                                            "The key is used too often.")));
        }

        void giveBackRequest() {
            requests.giveBack(Policy.NOTHING_NEW);
        }

        @Override
        public Mono<Integer> take(int count) {
            return urls.take(count);
        }

        @Override
        public void giveBack(int count) {
            urls.giveBack(count);
        }

        @Override
        public ProblemException exceeded() {
            return refusal(urls, "The URLs of today are used up.");
        }

        String policies() {
            return requests.policy().described() + ", " + urls.policy().described();
        }

        String standing() {
            return requests.described() + ", " + urls.described();
        }

        private static ProblemException refusal(Allowance allowance, String detail) {
            return ProblemException.of(ProblemType.TOO_MANY_REQUESTS, detail)
                    .retryAfter(allowance.untilNext())
                    .with("violated-policies", List.of(allowance.policy().name()));
        }
    }
}
