package com.xenlixai.scan.gateway.webhook;

import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// What became of messages, and what they are signed with.
@RestController
@RequestMapping(path = "/api/v1/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
final class WebhookController {

    private static final int MOST = 500;

    private final DeliveryStore deliveries;
    private final SecretStore secrets;
    private final DatabaseGuard guard;

    WebhookController(DeliveryStore deliveries, SecretStore secrets, DatabaseGuard guard) {
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.guard = guard;
    }

    record Deliveries(List<Delivery> deliveries) {}

    record Secrets(List<SecretStore.Secret> secrets) {}

    @GetMapping("/deliveries")
    Mono<Deliveries> deliveries(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(defaultValue = "50") String limit,
            ServerWebExchange exchange) {
        return guard.bounded(
                        deliveries.list(
                                Caller.of(exchange).tenant(),
                                state == null ? null : state(state),
                                subject,
                                most(limit)))
                .map(Deliveries::new);
    }

    @PostMapping("/deliveries/{id}/redeliver")
    Mono<ResponseEntity<Delivery>> redeliver(@PathVariable String id, ServerWebExchange exchange) {
        return guard.bounded(deliveries.again(Caller.of(exchange).tenant(), id))
                .map(delivery -> ResponseEntity.status(HttpStatus.ACCEPTED).body(delivery))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    @GetMapping("/secret")
    Mono<Secrets> secret(ServerWebExchange exchange) {
        return guard.bounded(secrets.inForce(Caller.of(exchange).tenant())).map(Secrets::new);
    }

    @PostMapping("/secret/rotate")
    Mono<Secrets> rotate(ServerWebExchange exchange) {
        return guard.bounded(secrets.change(Caller.of(exchange).tenant())).map(Secrets::new);
    }

    private static Delivery.State state(String text) {
        for (Delivery.State state : Delivery.State.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        throw ProblemException.malformed("state", "must be PENDING, DELIVERED or GIVEN_UP");
    }

    private static int most(String limit) {
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1) {
            throw ProblemException.malformed("limit", "must be 1 to " + MOST);
        }
        return Math.min(MOST, Integer.parseInt(limit));
    }
}
