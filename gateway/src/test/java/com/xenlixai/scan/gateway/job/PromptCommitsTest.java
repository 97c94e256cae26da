package com.xenlixai.scan.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PromptCommitsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private final PromptCommits commits = new PromptCommits(asked::incrementAndGet);

    @Test
    void afterARestACommitIsAskedForAtOnce() {
        commits.wanted(10_000);

        assertThat(asked).hasValue(1);
    }

    @Test
    void changesThatKeepComingAreCommittedEveryTenthOfASecond() {
        for (long now = 10_000; now < 11_000; now += 10) {
            commits.wanted(now);
        }

        assertThat(asked).hasValue(10);
    }

    @Test
    void theLastOfThemIsOwedAndNotForgotten() {
        commits.wanted(10_000);
        commits.wanted(10_050);
        commits.whatIsOwed(10_099);
        assertThat(asked).hasValue(1);

        commits.whatIsOwed(10_100);
        assertThat(asked).hasValue(2);

        commits.whatIsOwed(10_300);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aClockThatWasSetBackPutsNothingOff() {
        commits.wanted(10_000_000);
        commits.wanted(5_000);

        assertThat(asked).hasValue(2);
    }
}
