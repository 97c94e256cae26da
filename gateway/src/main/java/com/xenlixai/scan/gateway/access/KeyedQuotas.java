package com.xenlixai.scan.gateway.access;

import java.time.Clock;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Quotas where callers need keys. Fails with the database's own errors.
final class KeyedQuotas implements TenantQuotas {

    private final KeyStore keys;
    private final Allowances allowances;
    private final Clock clock;

    KeyedQuotas(KeyStore keys, Allowances allowances, Clock clock) {
        this.keys = keys;
        this.allowances = allowances;
        this.clock = clock;
    }

    @Override
    public Mono<UrlQuota> of(String tenant, @Nullable String keyId) {
        return keys.ofTenant(tenant)
                .filter(key -> key.isValid(clock.instant()))
                .filter(key -> key.scopes().contains(Scope.SCAN_WRITE))
                .collectSortedList(
                        Comparator.<ApiKey, Boolean>comparing(key -> !key.id().equals(keyId))
                                .thenComparing(ApiKey::createdAt, Comparator.reverseOrder()))
                .filter(valid -> !valid.isEmpty())
                .map(valid -> allowances.of(valid.getFirst()));
    }
}
