package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.ChildProcess;
import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Services and brokers that are killed, frozen, restarted or starved.
final class ProcessFaults {

    static final Duration READY_WITHIN = Duration.ofSeconds(180);
    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(15);
    private static final Duration PASSED_WITHIN = Duration.ofSeconds(60);
    private static final List<Service> STAGES =
            List.of(Service.CRAWL, Service.ANALYZE, Service.GENERATE);

    private ProcessFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.inShortSet("F0", "nothing breaks", _ -> {}),
                kill(Fault.Set.SHORT, "F1", Service.CRAWL),
                kill(Fault.Set.FULL, "F2", Service.ANALYZE),
                kill(Fault.Set.FULL, "F3", Service.GENERATE),
                kill(Fault.Set.SHORT, "F4", Service.GATEWAY),
                Fault.of("F5", "kill -9 of a stage drawn by lot, six times", ProcessFaults::drawn),
                Fault.of("F6", "kill -9 between an effect and the next", ProcessFaults::between),
                Fault.of("F7", "each stage frozen for 20 s", ProcessFaults::freezeStages),
                Fault.of(
                        "F8",
                        "gateway frozen for 20 s",
                        scene -> freeze(scene.cluster().gateway().process(), 20)),
                Fault.of(
                        "F9",
                        "kill -9 of the broker",
                        scene -> killAndRestart(scene.cluster().broker())),
                Fault.of(
                        "F10",
                        "broker restarted with SIGTERM",
                        scene -> restart(scene.cluster().broker())),
                Fault.of(
                        "F11",
                        "broker frozen for 15 s",
                        scene -> freeze(scene.cluster().broker(), 15)),
                Fault.of(
                        "F21",
                        "a second analyze comes and goes, three times",
                        ProcessFaults::storm),
                Fault.of("F22", "all services restarted one by one", ProcessFaults::rolling),
                Fault.of(
                        "F23",
                        "generate fifty times slower for 30 s",
                        scene -> slow(first(scene.cluster(), Service.GENERATE))),
                Fault.of("F34", "crawl with 64 file descriptors", ProcessFaults::fewFiles),
                Fault.of(
                        "F12a",
                        "kill -9 of each of three brokers in turn",
                        Fault.Stage.THREE_BROKERS,
                        ProcessFaults::killEachBroker),
                Fault.of(
                        "F12b",
                        "two of three brokers down for 15 s",
                        Fault.Stage.THREE_BROKERS,
                        ProcessFaults::killTwoBrokers));
    }

    private static Fault kill(Fault.Set set, String id, Service service) {
        return Fault.of(
                set,
                id,
                "kill -9 of " + service.module(),
                scene -> killAndRestart(first(scene.cluster(), service)));
    }

    private static void killAndRestart(ChildProcess process) throws InterruptedException {
        process.kill();
        Thread.sleep(DOWN);
        process.start().awaitReady(READY_WITHIN);
    }

    private static void restart(ChildProcess process) throws InterruptedException {
        process.terminate(STOP_WITHIN);
        process.start().awaitReady(READY_WITHIN);
    }

    private static void drawn(Scene scene) throws InterruptedException {
        for (int round = 0; round < 6; round++) {
            Service service = STAGES.get(scene.random().nextInt(STAGES.size()));
            killAndRestart(first(scene.cluster(), service));
        }
    }

    /// Each stage ends itself, as by `kill -9`, at a point between two effects.
    private static void between(Scene scene) throws InterruptedException {
        for (Service service : STAGES) {
            for (String point :
                    List.of("BEFORE_OUTPUT", "AFTER_OUTPUT", "AFTER_STATUS", "BEFORE_COMMIT")) {
                ChildProcess process = first(scene.cluster(), service);
                process.kill();
                process.start(Map.of("JAVA_TOOL_OPTIONS", "-Dxenlix.failpoint=" + point + ":2"));
                // With the backlog behind it, it gets there; at the end of the run it may not.
                if (!process.awaitEnd(PASSED_WITHIN)) {
                    process.kill();
                }
                process.start().awaitReady(READY_WITHIN);
            }
        }
    }

    private static void freezeStages(Scene scene) throws InterruptedException {
        for (Service service : STAGES) {
            freeze(first(scene.cluster(), service), 20);
        }
    }

    private static void freeze(ChildProcess process, int seconds) throws InterruptedException {
        process.freeze();
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } finally {
            process.thaw();
        }
    }

    /// Runs for a moment in each half second.
    private static void slow(ChildProcess process) throws InterruptedException {
        for (int round = 0; round < 60; round++) {
            process.freeze();
            try {
                Thread.sleep(Duration.ofMillis(490));
            } finally {
                process.thaw();
            }
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    private static void storm(Scene scene) throws InterruptedException {
        ChildProcess second = scene.cluster().add(Service.ANALYZE).process();
        for (int round = 0; round < 3; round++) {
            if (!second.isAlive()) {
                second.start();
            }
            second.awaitReady(READY_WITHIN);
            second.kill();
        }
        scene.cluster().remove(second);
    }

    /// Each must end within the bound of a pod's grace, with work in flight.
    private static void rolling(Scene scene) throws InterruptedException {
        for (Instance instance : scene.cluster().all()) {
            Duration stop = instance.process().terminate(DRAINED_WITHIN);
            System.out.printf(
                    "%s: SIGTERM to exit %d ms%n", instance.service().module(), stop.toMillis());
            instance.process().start().awaitReady(READY_WITHIN);
        }
    }

    private static void fewFiles(Scene scene) throws InterruptedException {
        ChildProcess crawl = first(scene.cluster(), Service.CRAWL);
        limitFiles(crawl, "64");
        Thread.sleep(Duration.ofSeconds(15));
        limitFiles(crawl, "4096");
    }

    private static void limitFiles(ChildProcess process, String soft) throws InterruptedException {
        try {
            new ProcessBuilder("prlimit", "--pid", "" + process.pid(), "--nofile=" + soft + ":4096")
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void killEachBroker(Scene scene) throws InterruptedException {
        for (ChildProcess broker : scene.cluster().brokers().processes()) {
            killAndRestart(broker);
        }
    }

    private static void killTwoBrokers(Scene scene) throws InterruptedException {
        List<ChildProcess> two = scene.cluster().brokers().processes().subList(0, 2);
        for (ChildProcess broker : two) {
            broker.kill();
        }
        Thread.sleep(Duration.ofSeconds(15));
        for (ChildProcess broker : two) {
            broker.start();
        }
        for (ChildProcess broker : two) {
            broker.awaitReady(READY_WITHIN);
        }
    }

    private static ChildProcess first(Cluster cluster, Service service) {
        return cluster.instances(service).getFirst().process();
    }
}
