package com.xenlixai.scan.gateway.schedule;

import com.xenlixai.scan.gateway.access.Caller;
import com.xenlixai.scan.gateway.database.DatabaseGuard;
import com.xenlixai.scan.gateway.id.IdKind;
import com.xenlixai.scan.gateway.id.JobIds;
import com.xenlixai.scan.gateway.problem.ProblemException;
import com.xenlixai.scan.gateway.problem.ProblemType;
import com.xenlixai.scan.gateway.schedule.RunStore.Run;
import com.xenlixai.scan.gateway.schedule.ScheduleStore.Schedule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Schedules as their owners see them. Non-blocking and thread-safe.
final class Schedules {

    private static final int RUNS_LISTED = 1;
    private static final int RUNS_SHOWN = 20;

    private final ScheduleStore schedules;
    private final RunStore runs;
    private final DatabaseGuard guard;
    private final JobIds ids;
    private final JsonMapper json;
    private final Clock clock;
    private final int most;

    /// @param most schedules of a tenant
    Schedules(
            ScheduleStore schedules,
            RunStore runs,
            DatabaseGuard guard,
            JobIds ids,
            JsonMapper json,
            Clock clock,
            int most) {
        this.schedules = schedules;
        this.runs = runs;
        this.guard = guard;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
        this.most = most;
    }

    static String path(String scheduleId) {
        return "/api/v1/schedules/" + scheduleId;
    }

    /// The new schedule, or the one that the key stands for since today or yesterday.
    Mono<JsonNode> order(Caller caller, ScheduleRequest request, @Nullable String key) {
        String tenant = caller.tenant();
        String hash = hash(request);
        if (key == null) {
            return add(caller, ids.mint(IdKind.SCHEDULE, tenant), hash, request);
        }
        LocalDate today = ids.today();
        String id = ids.derive(IdKind.SCHEDULE, tenant, key, today);
        String earlier = ids.derive(IdKind.SCHEDULE, tenant, key, today.minusDays(1));
        return Flux.just(id, earlier)
                .concatMap(known -> guard.bounded(schedules.find(tenant, known)))
                .next()
                .flatMap(known -> same(known, hash))
                .switchIfEmpty(Mono.defer(() -> add(caller, id, hash, request)));
    }

    private Mono<JsonNode> add(Caller caller, String id, String hash, ScheduleRequest request) {
        String tenant = caller.tenant();
        return guard.bounded(schedules.count(tenant))
                .flatMap(
                        count ->
                                count >= most
                                        ? Mono.error(tooMany())
                                        : guard.bounded(
                                                schedules.add(
                                                        caller,
                                                        id,
                                                        hash,
                                                        request,
                                                        request.timing()
                                                                .after(clock.instant())
                                                                .orElseThrow())))
                // Another request with the same key may have been first.
                .then(Mono.defer(() -> guard.bounded(schedules.find(tenant, id))))
                .flatMap(known -> same(known, hash));
    }

    private Mono<JsonNode> same(Schedule known, String hash) {
        return known.hash().equals(hash)
                ? shown(known, RUNS_LISTED)
                : Mono.error(
                        ProblemException.of(
                                ProblemType.KEY_REUSED,
                                "The Idempotency-Key was used with another schedule before."));
    }

    /// The tenant's schedules, newest first, each with its last run.
    Mono<List<JsonNode>> list(String tenant) {
        return guard.bounded(schedules.list(tenant, most))
                .flatMapMany(Flux::fromIterable)
                .concatMap(schedule -> shown(schedule, RUNS_LISTED))
                .collectList();
    }

    /// The schedule with its latest runs. Fails with 404 when this tenant has none of that id.
    Mono<JsonNode> find(String tenant, String id) {
        return guard.bounded(schedules.find(tenant, id))
                .flatMap(schedule -> shown(schedule, RUNS_SHOWN))
                .switchIfEmpty(Mono.error(ProblemException::notFound));
    }

    /// Ends the schedule; batches that it has ordered go on.
    Mono<Void> remove(String tenant, String id) {
        return guard.bounded(schedules.remove(tenant, id))
                .flatMap(
                        removed ->
                                removed ? Mono.empty() : Mono.error(ProblemException.notFound()));
    }

    private Mono<JsonNode> shown(Schedule schedule, int most) {
        return guard.bounded(runs.latest(schedule.id(), most))
                .map(latest -> document(schedule, latest));
    }

    private JsonNode document(Schedule schedule, List<Run> latest) {
        ObjectNode document = json.createObjectNode();
        document.put("scheduleId", schedule.id());
        document.setAll((ObjectNode) json.readTree(schedule.request()));
        document.put("createdAt", schedule.createdAt().toString());
        document.put("nextRunAt", schedule.nextRunAt().toString());
        document.set("runs", json.valueToTree(latest));
        document.putObject("links").put("self", path(schedule.id()));
        return document;
    }

    private static String hash(ScheduleRequest request) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(request.document()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private ProblemException tooMany() {
        return ProblemException.of(
                ProblemType.NOT_ALLOWED, "There may be at most " + most + " schedules.");
    }
}
