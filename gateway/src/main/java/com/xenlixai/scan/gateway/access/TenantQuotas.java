package com.xenlixai.scan.gateway.access;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Whose quota counts what is ordered for a tenant while nobody asks, as runs of schedules are.
public interface TenantQuotas {

    /// The quota of that key, or of another of the tenant's that may order scans where that one is
    /// none any more: keys are changed, schedules stay. Empty where the tenant has none at all.
    ///
    /// @param keyId the key that is asked for first; null for any
    Mono<UrlQuota> of(String tenant, @Nullable String keyId);
}
