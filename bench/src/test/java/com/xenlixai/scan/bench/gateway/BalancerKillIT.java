package com.xenlixai.scan.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.bench.witness.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What clients of two gateways are promised, while one of them is killed every 20 seconds. Takes
/// minutes, so it runs on request: `-Pkills`, or `-Dxenlix.kills=` and a number of URLs.
@EnabledIfSystemProperty(named = "xenlix.kills", matches = "\\d+")
class BalancerKillIT {

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(20);
    private static final int SECONDS = 110;

    @Test
    void whatTwoGatewaysTellNeverGoesBackWhileOneOfThemIsKilledAgainAndAgain(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        int urls = Integer.getInteger("xenlix.kills");
        double eventsPerSecond = urls * (double) Feed.steps() / SECONDS;

        var result = new BalancerKill(folder, urls, eventsPerSecond, BETWEEN_KILLS).run();

        System.out.println(result);
        assertThat(result.kills()).isPositive();
        assertThat(result.polls()).as("polls").matches(Verdict::clean, "keeps every promise");
        assertThat(result.countersHold()).as(result.counters()).isTrue();
        assertThat(result.counts()).as("the batch's counters").isEqualTo(result.recount());
    }
}
