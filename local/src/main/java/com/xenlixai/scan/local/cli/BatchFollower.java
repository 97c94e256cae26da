package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.local.client.BatchDocument;
import com.xenlixai.scan.local.client.GatewayClient;
import java.time.Duration;
import java.util.Optional;

/// Shows how a batch goes on until its end.
final class BatchFollower {

    private static final Duration WAIT = Duration.ofSeconds(5);

    private BatchFollower() {}

    /// Returns when the batch is over.
    static BatchDocument follow(GatewayClient client, String batchId, Progress progress)
            throws InterruptedException {
        String known = "";
        while (true) {
            Optional<BatchDocument> changed = client.batch(batchId, known, WAIT);
            if (changed.isPresent()) {
                progress.show(changed.get());
                if (changed.get().isOver()) {
                    return changed.get();
                }
                known = changed.get().etag();
            }
        }
    }
}
