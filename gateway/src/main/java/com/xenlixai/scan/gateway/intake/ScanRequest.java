package com.xenlixai.scan.gateway.intake;

import com.xenlixai.scan.contract.event.Feature;
import com.xenlixai.scan.contract.event.Lane;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Strategy;
import com.xenlixai.scan.contract.url.ScanUrl;
import com.xenlixai.scan.gateway.access.Scope;
import com.xenlixai.scan.gateway.problem.ProblemException.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client wants scanned, and how.
///
/// @param timeout from the first RUNNING event to the end of the scan
/// @param maxAge how old a finished scan of the same URL may be to serve instead; null for a new one
/// @param expectIndexable false when the owner does not expect the page to be indexable
/// @param ignoreRobots true when the page is to be fetched although its robots.txt forbids it
/// @param callback where to tell of the scan's end; null for nowhere
public record ScanRequest(
        ScanUrl url,
        Duration timeout,
        Strategy strategy,
        List<Feature> features,
        @Nullable Duration maxAge,
        boolean expectIndexable,
        boolean ignoreRobots,
        @Nullable ScanUrl callback) {

    public ScanRequest {
        features = List.copyOf(features);
    }

    /// The same request, content with a finished scan of that age.
    ScanRequest withMaxAge(Duration age) {
        return new ScanRequest(
                url, timeout, strategy, features, age, expectIndexable, ignoreRobots, callback);
    }

    /// What goes beyond a key of these scopes; empty when it may order all of this.
    public Optional<FieldError> beyond(Set<Scope> scopes) {
        return ignoreRobots && !scopes.contains(Scope.ROBOTS_IGNORE)
                ? Optional.of(
                        new FieldError(
                                "ignoreRobots",
                                "needs a key with the scope " + Scope.ROBOTS_IGNORE.text()))
                : Optional.empty();
    }

    /// The order of a single scan.
    ScanOrder order(String scanId, String tenant, Instant now, Duration queueTtl) {
        return ordered(scanId, tenant, now, queueTtl).setLane(Lane.INTERACTIVE).build();
    }

    /// The order of one scan of a batch.
    ///
    /// @param index position among the batch's accepted lines, from 0
    public ScanOrder batchOrder(
            String scanId,
            String tenant,
            String batchId,
            int index,
            Instant now,
            Duration queueTtl) {
        return ordered(scanId, tenant, now, queueTtl)
                .setLane(Lane.BATCH)
                .setBatchId(batchId)
                .setBatchIndex(index)
                .build();
    }

    private ScanOrder.Builder ordered(
            String scanId, String tenant, Instant now, Duration queueTtl) {
        return ScanOrder.newBuilder()
                .setScanId(scanId)
                .setTenant(tenant)
                .setUrl(url.text())
                .setSubmittedAt(now)
                .setTimeoutMillis(timeout.toMillis())
                .setQueueTtlMillis(queueTtl.toMillis())
                .setStrategy(strategy)
                .setFeatures(features)
                .setExpectIndexable(expectIndexable)
                .setIgnoreRobots(ignoreRobots);
    }

    /// SHA-256 over what the request means, in hexadecimal: two bodies that order the same scan
    /// have the same one, however they are written.
    String hash() {
        String meaning =
                String.join(
                        "\n",
                        url.text(),
                        timeout.toString(),
                        strategy.name(),
                        features.stream().map(Enum::name).sorted().toList().toString(),
                        maxAge == null ? "" : maxAge.toString(),
                        Boolean.toString(expectIndexable),
                        callback == null ? "" : callback.text());
        if (ignoreRobots) {
            // Only then, so that keys of requests from before there was this option go on to match.
            meaning += "\nignoreRobots";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(meaning.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
