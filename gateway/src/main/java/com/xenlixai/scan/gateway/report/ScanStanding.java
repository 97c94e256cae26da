package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.contract.event.JobStatus;
import reactor.core.publisher.Mono;

/// Tells where a scan stands, for answers about reports that are not there.
public interface ScanStanding {

    /// The status of a scan that this tenant has had accepted; empty when there is none, also when
    /// it is another tenant's.
    Mono<JobStatus> of(String tenant, String scanId);
}
