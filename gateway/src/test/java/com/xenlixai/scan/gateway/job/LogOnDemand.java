package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.access.Admission;
import com.xenlixai.scan.gateway.archive.JobArchive;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.problem.ProblemHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// A log that says how far it goes when a test wants it to.
///
/// @param answer to whatever is asked
record LogOnDemand(Sinks.Empty<Void> answer) implements LatestState {

    @Override
    public Mono<Void> confirmed() {
        return answer.asMono();
    }

    @Override
    public Mono<Void> confirmed(String scanId) {
        return answer.asMono();
    }

    @Override
    public Duration age() {
        return Duration.ZERO;
    }

    /// The response to a poll that comes to that gateway, but with such a log.
    static MockServerHttpResponse poll(TestGateway gateway, Sinks.Empty<Void> answer, String path) {
        ApplicationContext beans = gateway.context();
        var board =
                new JobBoard(
                        beans.getBean(JobView.class),
                        beans.getBean(AcceptedJobs.class),
                        new Waiters<>(1, Schedulers.parallel()),
                        beans.getBean(JobIds.class),
                        beans.getBean(JobArchive.class),
                        new LogOnDemand(answer),
                        beans.getBean(Arrivals.class),
                        JobBoard.ON_ITS_WAY);
        var polls =
                new LeanPolls(
                        (_, _) -> Mono.error(new AssertionError("the framework was asked")),
                        beans.getBean(Admission.class),
                        board,
                        beans.getBean(StatusAnswers.class),
                        new ObservedAnswers(
                                ObservationRegistry.NOOP, ObservationRegistry.NOOP, null),
                        beans.getBean(ProblemHandler.class));
        var response = new MockServerHttpResponse();
        polls.handle(MockServerHttpRequest.get(path).build(), response).subscribe();
        return response;
    }
}
