package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.access.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// What changed from one scan to another. Both reports must be the caller's to read in full.
@RestController
final class DiffController {

    private final ReportAccess access;

    DiffController(ReportAccess access) {
        this.access = access;
    }

    @GetMapping(
            path = "/api/v1/scan-jobs/{scanId}/diff",
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> diff(
            @PathVariable String scanId,
            @RequestParam("with") String later,
            ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        return Mono.zip(access.full(scanId, caller), access.full(later, caller))
                .map(
                        both ->
                                ReportDiff.between(
                                        ReportJson.report(both.getT1().body()),
                                        ReportJson.report(both.getT2().body())))
                .map(
                        diff ->
                                ResponseEntity.ok()
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .cacheControl(CacheControl.noCache().cachePrivate())
                                        .body(ReportJson.write(diff)));
    }
}
