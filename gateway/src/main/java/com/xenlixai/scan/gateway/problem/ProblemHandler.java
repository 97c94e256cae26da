package com.xenlixai.scan.gateway.problem;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/// Answers every failed request with a problem document, before Spring Boot's own error page
/// could. Thread-safe.
public final class ProblemHandler implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    // Spring Boot's handler has -1.
    private static final int BEFORE_SPRING_BOOT = -2;

    private final ProblemWriter writer = new ProblemWriter();

    @Override
    public int getOrder() {
        return BEFORE_SPRING_BOOT;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return answer(exchange.getRequest(), exchange.getResponse(), failure);
    }

    /// Answers a request that failed outside of the web framework.
    public Mono<Void> answer(
            ServerHttpRequest request, ServerHttpResponse response, Throwable failure) {
        if (response.isCommitted() || isGone(failure)) {
            return Mono.error(failure);
        }
        Problems.Answer answer = Problems.of(failure);
        if (Problems.isOurFault(answer)) {
            String path = request.getPath().pathWithinApplication().value();
            LOG.error(
                    "{} {} failed",
                    request.getMethod(),
                    path.length() > 200 ? "(long path)" : path,
                    failure);
        }
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        HttpHeaders headers = response.getHeaders();
        clear(headers);
        if (failure instanceof ErrorResponse known) {
            known.getHeaders().forEach(headers::put);
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        Duration wait = answer.problem().retryAfter();
        if (wait == null && answer.problem().type() == ProblemType.UNAVAILABLE) {
            wait = LOOK_AGAIN;
        }
        if (wait != null) {
            headers.set(HttpHeaders.RETRY_AFTER, ProblemWriter.retryAfter(wait));
        }
        byte[] body = writer.write(answer);
        headers.setContentLength(body.length);
        return HttpMethod.HEAD.equals(request.getMethod())
                ? response.setComplete()
                : response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    /// What the failed attempt had already said of its own body.
    private static void clear(HttpHeaders headers) {
        headers.remove(HttpHeaders.ETAG);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.CONTENT_DISPOSITION);
        headers.remove(HttpHeaders.LAST_MODIFIED);
    }

    /// Whether the client has left: nobody is there to be answered.
    private static boolean isGone(Throwable failure) {
        return failure instanceof AbortedException
                || failure instanceof IOException broken
                        && String.valueOf(broken.getMessage()).contains("reset by peer");
    }
}
