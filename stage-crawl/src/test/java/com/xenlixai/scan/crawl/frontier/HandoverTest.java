package com.xenlixai.scan.crawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final int THREADS = 4;
    private static final int EACH = 500;

    private final Handover<String> handover = new Handover<>();

    @Test
    void whatIsHandedInComesOutInThatOrder() {
        assertThat(handover.offer("a")).isTrue();
        assertThat(handover.offer("b")).isTrue();
        assertThat(handover.poll()).isEqualTo("a");
        assertThat(handover.poll()).isEqualTo("b");
        assertThat(handover.poll()).isNull();
    }

    @RepeatedTest(20)
    void whileItIsClosedEachIsTakenOutLeftOrRefusedAndNoneTwice() throws InterruptedException {
        Queue<String> all = new ConcurrentLinkedQueue<>();
        var begun = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = i + "-";
            threads.add(Thread.ofPlatform().start(() -> offer(name, begun, all)));
        }
        begun.await();
        for (String one = handover.poll(); one != null; one = handover.poll()) {
            all.add(one);
        }
        handover.close(all::add);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(all).hasSize(THREADS * EACH).doesNotHaveDuplicates();
        assertThat(handover.poll()).isNull();
    }

    private void offer(String name, CountDownLatch begun, Queue<String> refused) {
        begun.countDown();
        for (int i = 0; i < EACH; i++) {
            if (!handover.offer(name + i)) {
                refused.add(name + i);
            }
        }
    }
}
