package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final PromptCommits commits = new PromptCommits(asked::incrementAndGet);

    @Test
    void aChangeIsCommittedSoonAndOnce() {
        commits.wanted(10_000);
        commits.whatIsOwed(10_049);
        assertThat(asked).hasValue(0);

        commits.whatIsOwed(10_050);
        assertThat(asked).hasValue(1);

        commits.whatIsOwed(10_300);
        assertThat(asked).hasValue(1);
    }

    @Test
    void changesThatKeepComingAreCommittedTogether() {
        for (long now = 10_000; now < 11_200; now += 10) {
            commits.wanted(now);
        }

        assertThat(asked).hasValue(20);
    }

    @Test
    void aClockThatWasSetBackPutsNothingOff() {
        commits.wanted(10_000_000);
        commits.whatIsOwed(5_000);

        assertThat(asked).hasValue(1);
    }
}
