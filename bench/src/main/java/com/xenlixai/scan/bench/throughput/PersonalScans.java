package com.xenlixai.scan.bench.throughput;

import com.xenlixai.scan.bench.farm.SiteFarm;
import com.xenlixai.scan.bench.throughput.Measurement.Percentiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// People who each wait for one page, arriving at a constant rate whether or not those before them
/// were served. Nobody asks for a page that the batch has asked for.
final class PersonalScans {

    private final BatchClient client;
    private final SiteFarm farm;

    PersonalScans(BatchClient client, SiteFarm farm) {
        this.client = client;
        this.farm = farm;
    }

    /// @param tag tells these scans from others
    Percentiles run(String tag, int count, double perSecond)
            throws InterruptedException, ExecutionException {
        List<Future<Duration>> scans = new ArrayList<>();
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = begin + (long) (i * 1e9 / perSecond);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                String url = farm.url(i % farm.hosts() + 1, "/library/" + i + "?person=" + tag + i);
                scans.add(threads.submit(() -> client.scan(url)));
            }
        }
        long[] millis = new long[count];
        for (int i = 0; i < count; i++) {
            millis[i] = scans.get(i).get().toMillis();
        }
        return Percentiles.of(millis);
    }
}
