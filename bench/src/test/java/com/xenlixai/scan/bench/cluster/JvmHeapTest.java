package com.xenlixai.scan.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class JvmHeapTest {

    private static final long KEPT = HeapHolder.MEBIBYTES * 1024L;
    private static final long NOISE = 2 * 1024L;

    @Test
    void whatIsAliveIsCountedAndGarbageIsNot() throws IOException, InterruptedException {
        Process holder =
                new ProcessBuilder(JavaCommand.of(HeapHolder.class, 128, List.of()))
                        .redirectError(Redirect.INHERIT)
                        .start();
        try {
            turn(holder);
            long with = JvmHeap.live(holder.pid());
            turn(holder);
            long without = JvmHeap.live(holder.pid());

            assertThat(with).isBetween(KEPT, KEPT + 2 * NOISE);
            assertThat(with - without).isBetween(KEPT - NOISE, KEPT + NOISE);
        } finally {
            holder.destroyForcibly();
        }
    }

    /// It would wait for itself: no thread runs while the classes are counted.
    @Test
    void aJvmDoesNotLookAtItself() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JvmHeap.live(ProcessHandle.current().pid()));
    }

    private static void turn(Process holder) throws IOException {
        holder.getOutputStream().write('\n');
        holder.getOutputStream().flush();
        assertThat(holder.getInputStream().read()).isNotNegative();
    }
}
