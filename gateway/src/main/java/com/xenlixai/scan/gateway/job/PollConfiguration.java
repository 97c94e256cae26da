package com.xenlixai.scan.gateway.job;

import com.xenlixai.scan.gateway.access.Admission;
import com.xenlixai.scan.gateway.problem.ProblemHandler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import tools.jackson.databind.json.JsonMapper;

/// Wires what answers polls.
@Configuration(proxyBeanMethods = false)
class PollConfiguration {

    @Bean
    StatusAnswers statusAnswers(
            StageOutlook outlook, LatestState latest, Clock clock, JsonMapper mapper) {
        return new StatusAnswers(outlook, latest, clock, mapper);
    }

    /// Where the web framework is told to believe what proxies say it has to see all requests first.
    @Bean
    HttpHandlerDecoratorFactory leanPolls(
            Admission admission,
            JobBoard board,
            StatusAnswers answers,
            ProblemHandler problems,
            ObservationRegistry observations,
            MeterRegistry meters,
            ObjectProvider<ServerRequestObservationConvention> convention,
            ObjectProvider<ForwardedHeaderTransformer> proxies) {
        ObservationRegistry counting = ObservationRegistry.create();
        counting.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        var observed = new ObservedAnswers(observations, counting, convention.getIfAvailable());
        boolean believesProxies = proxies.getIfAvailable() != null;
        return (HttpHandler ordinary) ->
                believesProxies
                        ? ordinary
                        : new LeanPolls(ordinary, admission, board, answers, observed, problems);
    }
}
