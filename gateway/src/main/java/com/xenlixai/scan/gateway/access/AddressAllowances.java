package com.xenlixai.scan.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/// What each address may still ask of this gateway. Not shared between gateways: strangers must not
/// be able to make rows in a database. An address that is not heard of for long enough to have
/// everything back is forgotten. Thread-safe.
final class AddressAllowances {

    /// Buckets are full after ten seconds.
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final Cache<AddressBlock, OfAddress> byAddress;
    private final AddressLimitSettings settings;
    private final Clock clock;

    AddressAllowances(AddressLimitSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        byAddress =
                Caffeine.newBuilder()
                        .maximumSize(settings.mostAddresses())
                        .expireAfterAccess(FORGOTTEN_AFTER)
                        .build();
    }

    /// Those of an address; this machine itself has no limits.
    OfAddress of(InetAddress address) {
        return address.isLoopbackAddress()
                ? OfAddress.UNLIMITED
                : byAddress.get(
                        AddressBlock.of(address),
                        _ ->
                                new OfAddress(
                                        bucket(
                                                "address",
                                                Policy.REQUEST_COST,
                                                settings.addressRate()),
                                        bucket("failures", 1, settings.addressFailures())));
    }

    long remembered() {
        byAddress.cleanUp();
        return byAddress.estimatedSize();
    }

    private @Nullable Bucket bucket(String name, int cost, int perSecond) {
        return perSecond == 0 ? null : new Bucket(Policy.lasting(name, cost, perSecond), clock);
    }

    /// What one address may still do.
    ///
    /// @param requests null for no limit
    /// @param failures null for no limit
    record OfAddress(@Nullable Bucket requests, @Nullable Bucket failures) {

        static final OfAddress UNLIMITED = new OfAddress(null, null);

        /// That of the request's sender, as the filter has found it.
        static OfAddress of(ServerWebExchange exchange) {
            return exchange.getAttributeOrDefault(OfAddress.class.getName(), UNLIMITED);
        }

        void into(ServerWebExchange exchange) {
            exchange.getAttributes().put(OfAddress.class.getName(), this);
        }

        /// Makes one request; false when there was none left.
        boolean takeRequest() {
            return requests == null || requests.take();
        }

        /// Tells in an answer's headers how it stands. One that found nothing new cost little.
        void answered(HttpHeaders headers, boolean nothingNew) {
            if (requests == null) {
                return;
            }
            if (nothingNew) {
                requests.giveBack(Policy.NOTHING_NEW);
            }
            RateLimitFields.add(headers, requests.policy().described(), requests.described());
        }

        /// Whether it may still come without a valid key: one that may not is not worth a lookup.
        boolean mayFail() {
            return failures == null || !failures.isEmpty();
        }

        /// Counts a request without a valid key.
        ///
        /// @param problem what it is answered while there are not too many
        ProblemException failed(Supplier<ProblemException> problem) {
            return failures == null || failures.take()
                    ? problem.get()
                    : refusal(failures, "Too many requests without a valid key came from here.");
        }

        static ProblemException refusal(Bucket bucket, String detail) {
            return ProblemException.of(ProblemType.TOO_MANY_REQUESTS, detail)
                    .retryAfter(bucket.untilNext())
                    .with("violated-policies", List.of(bucket.policy().name()));
        }
    }
}
