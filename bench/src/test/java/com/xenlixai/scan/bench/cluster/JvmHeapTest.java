package com.xenlixai.scan.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class JvmHeapTest {

    private static final int MIB = 1 << 20;

    @Test
    void whatIsAliveIsCountedAndGarbageIsNot() throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        long before = JvmHeap.live(self);

        byte[][] kept = new byte[32][MIB];
        assertThat(JvmHeap.live(self) - before).isBetween(24L * 1024, 48L * 1024);
        Reference.reachabilityFence(kept);

        kept = new byte[0][];
        assertThat(JvmHeap.live(self) - before).isLessThan(16L * 1024);
        Reference.reachabilityFence(kept);
    }
}
