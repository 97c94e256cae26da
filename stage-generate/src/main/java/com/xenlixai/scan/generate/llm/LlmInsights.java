package com.xenlixai.scan.generate.llm;

import com.xenlixai.scan.contract.event.Insights;
import com.xenlixai.scan.contract.event.RejectedItem;
import com.xenlixai.scan.generate.cache.ContentKey;
import com.xenlixai.scan.generate.content.Block;
import com.xenlixai.scan.generate.insight.Draft;
import com.xenlixai.scan.generate.insight.DraftCheck;
import com.xenlixai.scan.generate.insight.Subject;
import com.xenlixai.scan.generate.llm.ChatAnswer.Reason;
import com.xenlixai.scan.generate.llm.ChatAnswer.Said;
import com.xenlixai.scan.generate.llm.ChatAnswer.Unavailable;
import com.xenlixai.scan.runtime.cache.CacheForm;
import com.xenlixai.scan.runtime.cache.CachePlan;
import com.xenlixai.scan.runtime.cache.CacheStore;
import com.xenlixai.scan.runtime.cache.LayeredCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Improves advice by rules with a model's draft, as far as the page bears it out. No failure of
/// the model fails a scan: without a usable answer the rules' advice stands, and says why.
/// Thread-safe.
public final class LlmInsights {

    /// What came of asking.
    ///
    /// @param insights the advice to report
    /// @param isDegraded whether the model was wanted and could not be had
    public record Result(Insights insights, boolean isDegraded) {}

    /// Only what a model has written is kept, so the insights alone are the result.
    private record Form(CacheForm<Insights> insights) implements CacheForm<Result> {

        @Override
        public byte[] write(Result result) {
            return insights.write(result.insights());
        }

        @Override
        public Optional<Result> read(byte[] bytes) {
            return insights.read(bytes).map(read -> new Result(read, false));
        }
    }

    private static final long MAX_BYTES = 64L * 1024 * 1024;
    private static final Duration KEEP = Duration.ofDays(30);

    private final LlmSettings settings;
    private final InstantSource clock;
    private final LlmBudget budget;
    private final PromptWriter writer;
    private final ChatClient client;
    private final LlmMeters meters;
    private final LayeredCache<Result> cache;

    /// @param random where marks and jitter come from; must be thread-safe
    public LlmInsights(
            LlmSettings settings,
            InstantSource clock,
            RandomGenerator random,
            LlmMeters meters,
            CacheStore store) {
        this(settings, clock, random, meters, store, time -> Thread.sleep(time));
    }

    LlmInsights(
            LlmSettings settings,
            InstantSource clock,
            RandomGenerator random,
            LlmMeters meters,
            CacheStore store,
            ChatClient.Pause pause) {
        this.settings = settings;
        this.clock = clock;
        this.budget = new LlmBudget(settings, clock);
        this.writer = new PromptWriter(budget, random, settings.inputTokens());
        this.client = new ChatClient(settings, clock, random, pause);
        this.meters = meters;
        this.cache =
                new LayeredCache<>(
                        new CachePlan<>(
                                "insights",
                                MAX_BYTES,
                                result -> result.insights().toString().length() * 2,
                                result -> result.isDegraded() ? Duration.ZERO : KEEP,
                                Optional.of(new Form(CacheForm.of(Insights.class)))),
                        store,
                        meters.registry());
        meters.watch(() -> client.breaker().isOpen());
    }

    public String model() {
        return settings.model();
    }

    public String promptVersion() {
        return Prompt.VERSION;
    }

    /// The advice for a page, at the latest at `deadline`. Equal pages with equal audits cost one
    /// call.
    public Result improve(Subject subject, Insights rules, Instant deadline)
            throws InterruptedException {
        Instant latest = earlier(deadline, clock.instant().plus(settings.timeout()));
        return cache.get(
                key(subject, rules),
                Duration.between(clock.instant(), latest),
                () -> ask(subject, rules, latest));
    }

    private String key(Subject subject, Insights rules) {
        return new ContentKey()
                .with(Prompt.VERSION)
                .with(settings.model())
                .with(subject.url())
                .with(subject.page().toString())
                .with(subject.audit().toString())
                .with(subject.content().blocks().stream().map(Block::text).toList())
                .with(rules.toString())
                .hex();
    }

    private Result ask(Subject subject, Insights rules, Instant latest)
            throws InterruptedException {
        Optional<Prompt> prompt = writer.write(subject);
        if (prompt.isEmpty()) {
            return degraded(rules, Reason.UNTRUSTED_PAGE);
        }
        long reserved = budget.tokens(prompt.get().characters()) + settings.outputTokens();
        if (!budget.reserve(reserved)) {
            return degraded(rules, Reason.BUDGET);
        }
        Instant start = clock.instant();
        ChatAnswer answer = client.ask(prompt.get(), latest);
        Result result =
                switch (answer) {
                    case Said(String content, ChatAnswer.Usage usage) -> {
                        budget.settle(reserved, prompt.get().characters(), usage);
                        meters.spent(usage.input(), usage.output());
                        yield checked(content, prompt.get(), subject, rules);
                    }
                    case Unavailable(Reason reason) -> degraded(rules, reason);
                };
        meters.called(outcome(answer, result), Duration.between(start, clock.instant()));
        return result;
    }

    private static Result checked(String content, Prompt prompt, Subject subject, Insights rules) {
        if (content.contains(prompt.canary())) {
            return degraded(rules, Reason.CANARY);
        }
        Optional<Draft> draft = DraftReader.read(content);
        return draft.isEmpty()
                ? degraded(rules, Reason.INVALID)
                : new Result(DraftCheck.apply(draft.get(), subject, rules), false);
    }

    private static Result degraded(Insights rules, Reason reason) {
        Insights insights =
                Insights.newBuilder(rules)
                        .setRejected(List.of(new RejectedItem("llm", reason.label())))
                        .build();
        return new Result(insights, true);
    }

    private static String outcome(ChatAnswer answer, Result result) {
        return switch (answer) {
            case Said _ -> result.isDegraded() ? "invalid" : "success";
            case Unavailable(Reason reason) -> reason.outcome;
        };
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
