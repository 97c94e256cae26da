package com.xenlixai.scan.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BeginningsTest {

    private final AtomicInteger told = new AtomicInteger();

    @Test
    void withoutAWaitABeginningIsToldAtOnceAndOnlyOnce() {
        try (var beginnings = new Beginnings(Duration.ZERO)) {
            Beginning beginning = beginnings.begin(told::incrementAndGet);
            assertThat(told).hasValue(1);
            beginning.tell();
            beginning.over();
            assertThat(told).hasValue(1);
        }
    }

    @Test
    void workThatGoesOnIsToldByTheTimer() throws InterruptedException {
        try (var beginnings = new Beginnings(Duration.ofMillis(1))) {
            var heard = new CountDownLatch(1);
            beginnings.begin(heard::countDown);
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void onceTheOutcomeIsKnownTheBeginningIsNeverTold() {
        try (var beginnings = new Beginnings(Duration.ofHours(1))) {
            Beginning beginning = beginnings.begin(told::incrementAndGet);
            beginning.over();
            beginning.tell();
            assertThat(told).hasValue(0);
        }
    }

    @Test
    void whoeverHandsTheScanOnTellsItWithoutWaiting() {
        try (var beginnings = new Beginnings(Duration.ofHours(1))) {
            beginnings.begin(told::incrementAndGet).tell();
            assertThat(told).hasValue(1);
        }
    }
}
