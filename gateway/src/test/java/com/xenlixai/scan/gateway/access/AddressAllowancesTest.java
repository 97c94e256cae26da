package com.xenlixai.scan.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.gateway.access.AddressAllowances.OfAddress;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressAllowancesTest {

    private static final int MOST = 50;
    private static final ProblemException NO_KEY =
            ProblemException.of(ProblemType.UNAUTHENTICATED, "no key");

    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };

    private AddressAllowances allowances(int rate, int failures) {
        return new AddressAllowances(
                new AddressLimitSettings(rate, failures, MOST, List.of()), clock);
    }

    private static OfAddress of(AddressAllowances allowances, String address) {
        return allowances.of(InetAddress.ofLiteral(address));
    }

    private static Bucket requests(AddressAllowances allowances, String address) {
        return Objects.requireNonNull(of(allowances, address).requests());
    }

    private static int takeAll(Bucket bucket) {
        int taken = 0;
        while (bucket.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void tenSecondsWorthMayComeAtOnceAndThenTheLastingRate() {
        Bucket requests = requests(allowances(3, 1), "203.0.113.9");

        assertThat(takeAll(requests)).isEqualTo(30);
        assertThat(requests.untilNext()).isBetween(Duration.ofMillis(1), Duration.ofMillis(334));
        now = now.plusSeconds(2);
        assertThat(takeAll(requests)).isEqualTo(6);
        now = now.plusSeconds(3_600);
        assertThat(requests.described()).isEqualTo("\"address\";r=30;t=0");
    }

    @Test
    void obeyingTheWaitSucceeds() {
        Bucket requests = requests(allowances(3, 1), "203.0.113.9");
        takeAll(requests);

        now = now.plus(requests.untilNext());

        assertThat(requests.take()).isTrue();
    }

    @Test
    void aPollThatFindsNothingNewCostsAFifth() {
        Bucket requests = requests(allowances(1, 1), "203.0.113.9");
        int polls = 0;
        while (requests.take()) {
            requests.giveBack(Policy.NOTHING_NEW);
            polls++;
        }

        assertThat(polls).isBetween(45, 50);
    }

    @Test
    void oneAddressDoesNotUseUpAnothers() {
        AddressAllowances allowances = allowances(1, 1);
        takeAll(requests(allowances, "203.0.113.9"));

        assertThat(takeAll(requests(allowances, "203.0.113.10"))).isEqualTo(10);
    }

    @Test
    void aSubscribersIpv6AddressesAreOneCaller() {
        AddressAllowances allowances = allowances(1, 1);
        takeAll(requests(allowances, "2001:db8:1:2::1"));

        assertThat(requests(allowances, "2001:db8:1:2:ffff::7").take()).isFalse();
        assertThat(requests(allowances, "2001:db8:1:3::1").take()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1"})
    void thisMachineHasNoLimits(String address) {
        OfAddress own = of(allowances(1, 1), address);

        assertThat(own.requests()).isNull();
        for (int i = 0; i < 1_000; i++) {
            assertThat(own.failed(() -> NO_KEY)).isSameAs(NO_KEY);
        }
    }

    @Test
    void noughtIsNoLimit() {
        OfAddress free = of(allowances(0, 0), "203.0.113.9");

        assertThat(free.requests()).isNull();
        assertThat(free.mayFail()).isTrue();
        assertThat(free.failed(() -> NO_KEY)).isSameAs(NO_KEY);
    }

    @Test
    void oneWithoutAValidKeyIsSoonToldToWait() {
        OfAddress stranger = of(allowances(1_000, 1), "203.0.113.9");
        for (int i = 0; i < 10; i++) {
            assertThat(stranger.mayFail()).isTrue();
            assertThat(stranger.failed(() -> NO_KEY)).isSameAs(NO_KEY);
        }

        assertThat(stranger.mayFail()).isFalse();
        var refused = stranger.failed(() -> NO_KEY).problem();
        assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(refused.members()).containsEntry("violated-policies", List.of("failures"));
    }

    @Test
    void noMoreAddressesAreRememberedThanMayBe() {
        AddressAllowances allowances = allowances(1, 1);
        for (int i = 0; i < 10_000; i++) {
            requests(allowances, "10.1.%d.%d".formatted(i / 250, i % 250)).take();
        }

        assertThat(allowances.remembered()).isLessThanOrEqualTo(MOST);
    }
}
