package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.Topics;
import com.xenlixai.scan.contract.event.Lane;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a stage consists of between start and stop: clients, control reader, flow control and two
/// poll loops, one for its topics and one for its parked records.
final class RunningStage {

    private static final Logger log = LoggerFactory.getLogger(RunningStage.class);
    private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration JOINING = Duration.ofSeconds(2);
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final StageDefinition<?> definition;
    private final StageSettings settings;
    private final KafkaSettings kafka;
    private final Function<RunningStage, RecordWork> work;
    private final @Nullable OwnTimetable<?> timetable;

    private final Clients clients;
    private final Admin admin;
    private final KafkaOutbox outbox;
    private final ControlReader control;
    private final @Nullable FlowControl flow;
    private final List<Thread> threads = new ArrayList<>();
    private final Thread main;
    private final ParkedReturn parkedReturn;
    private volatile @Nullable Intake intake;
    private volatile @Nullable Intake parked;
    private volatile @Nullable Thread lagThread;
    private volatile boolean failed;
    private volatile boolean begun;

    /// @param work makes the work on a record out of what is here
    RunningStage(
            StageDefinition<?> definition,
            StageSettings settings,
            KafkaSettings kafka,
            MeterRegistry registry,
            Clock clock,
            Function<RunningStage, RecordWork> work,
            @Nullable OwnTimetable<?> timetable) {
        this.definition = definition;
        this.settings = settings;
        this.kafka = kafka;
        this.work = work;
        this.timetable = timetable;
        clients = new Clients(kafka, definition.group(), registry);
        admin = clients.admin();
        outbox = new KafkaOutbox(clients);
        control = new ControlReader(() -> clients.reader("control", 500), clock);
        StageDefinition.Downstream next = definition.next();
        flow = next == null ? null : new FlowControl(admin, next, settings.flow());
        parkedReturn =
                new ParkedReturn(
                        topics().keySet(), outbox, () -> clients.reader("parked-bodies", 1), clock);
        main = Thread.ofPlatform().name(definition.group()).unstarted(this::live);
    }

    void start() {
        main.start();
    }

    Outbox outbox() {
        return outbox;
    }

    Control control() {
        return control;
    }

    private void live() {
        try {
            new TopicCreation(admin, kafka).untilDone();
            threads.add(Thread.ofVirtual().name("control").start(control));
            if (!control.awaitRead(CONTROL_PATIENCE)) {
                log.warn("scan-control not read to its end yet, starting all the same");
            }
            FlowControl lag = flow;
            if (lag != null) {
                lagThread = Thread.ofVirtual().name("flow").start(lag);
            }
            OwnTimetable<?> own = timetable;
            if (own != null) {
                begun = true;
                begin(own);
                return;
            }
            Intake waiting = newParkedIntake();
            parked = waiting;
            threads.add(
                    Thread.ofPlatform()
                            .name(definition.group() + "-parked")
                            .start(() -> turn(waiting)));
            Intake loop = newIntake(lag);
            intake = loop;
            turn(loop);
        } catch (InterruptedException e) {
            log.info("stopped before the broker was there");
        }
    }

    private void begin(OwnTimetable<?> own) throws InterruptedException {
        try {
            own.begin(this);
        } catch (RuntimeException | Error e) {
            failed = true;
            log.error("the timetable of {} has ended", definition.group(), e);
        }
    }

    private void turn(Intake loop) {
        try {
            loop.run();
        } catch (RuntimeException | Error e) {
            failed = true;
            log.error("a poll loop of {} has ended", definition.group(), e);
        }
    }

    private Map<String, Lane> topics() {
        Map<String, Lane> topics = new HashMap<>();
        for (Lane lane : Lane.values()) {
            topics.put(definition.input().apply(lane).name(), lane);
        }
        return topics;
    }

    private Intake newParkedIntake() {
        StageSettings waiting = settings.forParked();
        String group = definition.group() + "-parked";
        return new Intake(
                group,
                clients.member(group, waiting.maxPollRecords(), waiting.classic()),
                Map.of(Topics.SCAN_PARKED.name(), Lane.BATCH),
                waiting,
                parkedReturn,
                _ -> false,
                ParkedReturn::slim);
    }

    private Intake newIntake(@Nullable FlowControl lag) {
        Predicate<Lane> held = lane -> lag != null && lag.holds(lane);
        return new Intake(
                definition.group(),
                clients.member(definition.group(), settings.maxPollRecords(), settings.classic()),
                topics(),
                settings,
                work.apply(this),
                held);
    }

    void stop() {
        Intake waiting = parked;
        if (waiting != null) {
            waiting.stop();
        }
        Intake loop = intake;
        OwnTimetable<?> own = timetable;
        if (own != null && begun) {
            own.end();
            main.interrupt();
        } else if (loop == null) {
            main.interrupt();
        } else {
            loop.stop();
        }
        control.stop();
        Thread asking = lagThread;
        if (asking != null) {
            asking.interrupt();
        }
        try {
            main.join(settings.drainTimeout().plusSeconds(5));
            for (Thread thread : threads) {
                if (!thread.join(JOINING)) {
                    thread.interrupt();
                }
            }
            parkedReturn.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            outbox.close();
            admin.close(Duration.ofMillis(500));
        }
    }

    /// Whether the poll loops turn; true as well while the broker is waited for.
    boolean lively() {
        Intake loop = intake;
        Intake waiting = parked;
        OwnTimetable<?> own = timetable;
        return !failed
                && (own == null || !begun || own.source().lively())
                && (loop == null || loop.lively(STUCK))
                && (waiting == null || waiting.lively(STUCK));
    }

    /// The loop over the stage's topics, once the broker is there.
    @Nullable Intake intake() {
        return intake;
    }

    int parkedWaiting() {
        Intake waiting = parked;
        return waiting == null ? 0 : waiting.places().running(Lane.BATCH);
    }

    boolean holds(Lane lane) {
        return flow != null && flow.holds(lane);
    }

    long lagOfNext() {
        return flow == null ? 0 : flow.lag().get();
    }
}
