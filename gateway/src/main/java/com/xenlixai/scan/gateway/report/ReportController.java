package com.xenlixai.scan.gateway.report;

import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Teaser and full report of a scan, and the unlocking of the latter.
@RestController
@RequestMapping("/api/v1/scan-jobs/{scanId}")
final class ReportController implements ReportReading {

    private final ReportAccess access;
    private final Unlocks unlocks;
    private final ReportPage page;
    private final TeaserViews views;

    ReportController(ReportAccess access, Unlocks unlocks, ReportPage page, TeaserViews views) {
        this.access = access;
        this.unlocks = unlocks;
        this.page = page;
        this.views = views;
    }

    @GetMapping(path = "/teaser", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> teaser(@PathVariable String scanId, ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        return access.teaser(scanId, caller)
                .doOnNext(_ -> views.count(caller))
                .map(
                        teaser ->
                                answer(MediaType.APPLICATION_JSON, teaserTag(teaser))
                                        .body(withKeyphraseCount(teaser)));
    }

    @GetMapping(
            path = "/full",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
    @Override
    public Mono<ResponseEntity<byte[]>> full(
            @PathVariable String scanId, ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        boolean html = Negotiation.prefersHtml(exchange.getRequest().getHeaders());
        return access.full(scanId, caller).map(report -> html ? asPage(report) : asJson(report));
    }

    @PostMapping(path = "/unlock", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Unlocked> unlock(@PathVariable String scanId, ServerWebExchange exchange) {
        Caller caller = Caller.of(exchange);
        return access.mayHaveFull(scanId, caller)
                .filter(_ -> caller.fullReports())
                .switchIfEmpty(Mono.error(ReportController::notInThePlan))
                .flatMap(_ -> unlocks.unlock(scanId, caller))
                .map(at -> new Unlocked(scanId, true, at));
    }

    /// The answer to an unlock.
    record Unlocked(String scanId, boolean unlocked, Instant unlockedAt) {}

    /// To unlock is to sell: a caller whose own plan has no full reports cannot.
    private static ProblemException notInThePlan() {
        return ProblemException.of(
                ProblemType.UNLOCK_REQUIRED, "A key of the premium plan unlocks full reports.");
    }

    private static ResponseEntity<byte[]> asJson(StoredReport report) {
        return answer(MediaType.APPLICATION_JSON, report.digest()).body(report.body());
    }

    private ResponseEntity<byte[]> asPage(StoredReport report) {
        return answer(
                        new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8),
                        report.digest() + "-html")
                .header("Content-Security-Policy", page.contentSecurityPolicy())
                .body(
                        page.render(ReportJson.report(report.body()))
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity.BodyBuilder answer(MediaType type, String tag) {
        return ResponseEntity.ok()
                .contentType(type)
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .varyBy(HttpHeaders.ACCEPT);
    }

    private static String teaserTag(StoredReport teaser) {
        return teaser.keyphraseCount() == null ? teaser.digest() : teaser.digest() + "-k";
    }

    /// The stored document with one member more, which is known only once the full report is.
    private static byte[] withKeyphraseCount(StoredReport teaser) {
        if (teaser.keyphraseCount() == null) {
            return teaser.body();
        }
        byte[] member =
                (",\"keyphraseCount\":" + teaser.keyphraseCount() + "}")
                        .getBytes(StandardCharsets.UTF_8);
        int end = teaser.body().length - 1;
        byte[] whole = Arrays.copyOf(teaser.body(), end + member.length);
        System.arraycopy(member, 0, whole, end, member.length);
        return whole;
    }
}
