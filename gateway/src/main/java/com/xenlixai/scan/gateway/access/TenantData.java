package com.xenlixai.scan.gateway.access;

import java.time.Instant;
import reactor.core.publisher.Mono;

/// Something that is kept for tenants and can be erased. Every part of the gateway that keeps such
/// things brings one as a bean.
public interface TenantData {

    /// Erases what belongs to the tenant's scans and batches that were ordered up to that time, as
    /// far as it is there to be erased now; called again until there is nothing left. What was
    /// ordered later stays. Must bear repetition.
    ///
    /// @return how much of it was found; 0 when nothing is left
    Mono<Long> erase(String tenant, Instant orderedUntil);
}
