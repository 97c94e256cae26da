package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.gateway.archive.JobArchive;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// An archive that nothing has reached yet.
final class NoArchive implements JobArchive {

    @Override
    public Mono<JobState> find(String scanId) {
        return Mono.empty();
    }

    @Override
    public Mono<List<JobState>> findAll(Collection<String> scanIds) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<Page> list(Query query) {
        return Mono.just(new Page(List.of(), null));
    }

    @Override
    public Mono<Set<String>> durable(Collection<String> scanIds) {
        return Mono.just(Set.of());
    }

    @Override
    public Mono<JobState> freshest(String tenant, String url, Instant since) {
        return Mono.empty();
    }
}
