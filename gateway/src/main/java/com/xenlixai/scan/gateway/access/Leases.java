package com.xenlixai.scan.gateway.access;

import reactor.core.publisher.Mono;

/// Where gateways get their share of what all of them together may let through.
interface Leases {

    /// What was given.
    ///
    /// @param granted units that the asking gateway may use, whenever
    /// @param left units that are left for the next who asks
    record Grant(int granted, double left) {}

    /// Gives what is asked for, or somewhat more while there is plenty, or what there is.
    ///
    /// @param wanted units
    Mono<Grant> lease(String keyId, Policy policy, int wanted);
}
