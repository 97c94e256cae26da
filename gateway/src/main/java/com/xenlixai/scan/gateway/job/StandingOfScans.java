package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.contract.event.JobState;
import com.xenlixai.scan.contract.event.JobStatus;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.report.ScanStanding;
import reactor.core.publisher.Mono;

/// Tells the reports where a scan stands, as its status would.
final class StandingOfScans implements ScanStanding {

    private final JobBoard board;

    StandingOfScans(JobBoard board) {
        this.board = board;
    }

    @Override
    public Mono<JobStatus> of(String tenant, String scanId) {
        return board.find(tenant, scanId)
                .map(JobState::getStatus)
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                problem.problem().type() == ProblemType.NOT_FOUND
                                        ? Mono.empty()
                                        : Mono.error(problem));
    }
}
