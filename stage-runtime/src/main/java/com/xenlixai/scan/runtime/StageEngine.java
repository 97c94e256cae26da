package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.Lane;
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
import org.springframework.context.SmartLifecycle;

/// Starts and stops what a stage consists of: topics, control reader, flow control, parked
/// records, and the poll loop. A broker that is away at the start is waited for.
final class StageEngine implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StageEngine.class);
    private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STUCK = Duration.ofSeconds(30);

    private final StageDefinition<?> definition;
    private final StageSettings settings;
    private final KafkaSettings kafka;
    private final StageMeters meters;
    private final Clock clock;
    private final Function<Running, RecordWork> work;
    private volatile @Nullable Running running;

    /// @param work makes the work on a record out of what is there only while the engine runs
    StageEngine(
            StageDefinition<?> definition,
            StageSettings settings,
            KafkaSettings kafka,
            StageMeters meters,
            Clock clock,
            Function<Running, RecordWork> work) {
        this.definition = definition;
        this.settings = settings;
        this.kafka = kafka;
        this.meters = meters;
        this.clock = clock;
        this.work = work;
        meters.laneGauge("scan.stage.in.flight", "Records that run now", this::inFlight);
        meters.laneGauge(
                "scan.stage.waiting", "Records in memory that wait for a place", this::waiting);
        meters.laneGauge("scan.stage.window.bytes", "Bytes of records in memory", this::bytes);
        meters.laneGauge(
                "scan.stage.held.back",
                "1 while the next stage's lag holds the lane back",
                this::held);
    }

    /// What exists between start and stop.
    final class Running {
        private final Clients clients = new Clients(kafka, definition.group(), meters.registry());
        private final Admin admin = clients.admin();
        private final KafkaOutbox outbox = new KafkaOutbox(clients);
        private final ControlReader control =
                new ControlReader(() -> clients.reader("control", 500), clock);
        private final @Nullable FlowControl flow =
                definition.next() == null
                        ? null
                        : new FlowControl(admin, definition.next(), settings.flow());
        private final List<Thread> threads = new ArrayList<>();
        private final Thread main;
        private volatile @Nullable Intake intake;
        private volatile boolean failed;

        Running() {
            main = Thread.ofPlatform().name(definition.group()).unstarted(this::live);
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
                    threads.add(Thread.ofVirtual().name("flow").start(lag));
                }
                Intake loop = newIntake(lag);
                intake = loop;
                loop.run();
            } catch (InterruptedException e) {
                log.info("stopped before the broker was there");
            } catch (RuntimeException | Error e) {
                failed = true;
                log.error("the poll loop has ended", e);
            }
        }

        private Intake newIntake(@Nullable FlowControl lag) {
            Predicate<Lane> held = lane -> lag != null && lag.holds(lane);
            Map<String, Lane> topics = new HashMap<>();
            for (Lane lane : Lane.values()) {
                topics.put(definition.input().apply(lane).name(), lane);
            }
            return new Intake(
                    definition.group(),
                    clients.member(
                            definition.group(), settings.maxPollRecords(), settings.classic()),
                    topics,
                    settings,
                    work.apply(this),
                    held);
        }

        private void stop() {
            Intake loop = intake;
            if (loop == null) {
                main.interrupt();
            } else {
                loop.stop();
            }
            try {
                main.join(settings.drainTimeout().plusSeconds(5));
                control.stop();
                threads.forEach(Thread::interrupt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                outbox.close();
                admin.close(Duration.ofMillis(500));
            }
        }
    }

    @Override
    public void start() {
        var begun = new Running();
        running = begun;
        begun.main.start();
    }

    @Override
    public void stop() {
        Running ending = running;
        if (ending != null) {
            ending.stop();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /// Whether the poll loop turns; true as well while the broker is waited for.
    boolean lively() {
        Running now = running;
        if (now == null) {
            return true;
        }
        Intake loop = now.intake;
        return !now.failed && (loop == null || loop.lively(STUCK));
    }

    /// Whether the group has taken this process in.
    boolean member() {
        Intake loop = intake();
        return loop != null && loop.joined();
    }

    /// Partitions that this process owns.
    int assigned() {
        Intake loop = intake();
        return loop == null ? 0 : loop.assigned();
    }

    private @Nullable Intake intake() {
        Running now = running;
        return now == null ? null : now.intake;
    }

    private double inFlight(Lane lane) {
        Intake loop = intake();
        return loop == null ? 0 : loop.places().running(lane);
    }

    private double waiting(Lane lane) {
        Intake loop = intake();
        return loop == null ? 0 : loop.places().waiting(lane);
    }

    private double bytes(Lane lane) {
        Intake loop = intake();
        return loop == null ? 0 : loop.places().bytes(lane);
    }

    private double held(Lane lane) {
        Running now = running;
        return now != null && now.flow != null && now.flow.holds(lane) ? 1 : 0;
    }
}
