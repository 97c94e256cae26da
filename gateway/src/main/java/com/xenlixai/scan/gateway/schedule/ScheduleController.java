package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.intake.BodyReader;
import com.xenlixai.scan.gateway.intake.IdempotencyKey;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/// Orders, shows and ends schedules.
@RestController
@RequestMapping("/api/v1/schedules")
final class ScheduleController {

    private final ScheduleRequestReader requests;
    private final Schedules schedules;

    ScheduleController(ScheduleRequestReader requests, Schedules schedules) {
        this.requests = requests;
        this.schedules = schedules;
    }

    record Listed(List<JsonNode> schedules) {}

    @PostMapping(
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<JsonNode>> order(ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        String key = IdempotencyKey.of(exchange.getRequest().getHeaders()).orElse(null);
        return BodyReader.read(exchange.getRequest())
                .map(requests::read)
                .flatMap(request -> schedules.order(caller, request, key))
                .map(
                        document ->
                                ResponseEntity.status(HttpStatus.CREATED)
                                        .header(
                                                HttpHeaders.LOCATION,
                                                Schedules.path(
                                                        document.get("scheduleId").stringValue()))
                                        .body(document));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Listed> list(ServerWebExchange exchange) {
        return schedules.list(Caller.of(exchange).tenant()).map(Listed::new);
    }

    @GetMapping(path = "/{scheduleId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<JsonNode> schedule(@PathVariable String scheduleId, ServerWebExchange exchange) {
        return schedules.find(Caller.of(exchange).tenant(), scheduleId);
    }

    @DeleteMapping("/{scheduleId}")
    Mono<ResponseEntity<Void>> end(@PathVariable String scheduleId, ServerWebExchange exchange) {
        return schedules
                .remove(Caller.of(exchange).tenant(), scheduleId)
                .thenReturn(ResponseEntity.noContent().<Void>build());
    }
}
