package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.ChildProcess;
import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.Service;
import java.time.Duration;
import java.util.List;

/// Something that breaks while scans run. Each returns once it is healed.
///
/// @param id of the list in docs/reliability.md
/// @param name for people
/// @param short_ whether it belongs to the set that runs in every build
record Fault(String id, String name, boolean short_, Action action) {

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    /// Breaks and heals.
    @FunctionalInterface
    interface Action {
        void run(Cluster cluster) throws InterruptedException;
    }

    /// All faults, in the order in which they run.
    static List<Fault> all() {
        return List.of(
                new Fault("F0", "nothing breaks", true, _ -> {}),
                kill("F1", Service.CRAWL),
                kill("F2", Service.ANALYZE),
                kill("F3", Service.GENERATE),
                kill("F4", Service.GATEWAY),
                new Fault("F5", "kill -9 of a stage again and again", false, Fault::killInTurn),
                new Fault("F7", "each stage frozen for 20 s", false, Fault::freezeStages),
                new Fault("F8", "gateway frozen for 20 s", false, Fault::freezeGateway),
                new Fault("F9", "kill -9 of the broker", false, Fault::killBroker),
                new Fault("F11", "broker frozen for 15 s", false, Fault::freezeBroker),
                new Fault("F14", "kill -9 of PostgreSQL", true, Fault::killPostgres),
                new Fault("F22", "rolling restart of all services", false, Fault::rollingRestart));
    }

    private static Fault kill(String id, Service service) {
        return new Fault(
                id,
                "kill -9 of " + service.module(),
                true,
                cluster -> killAndRestart(cluster.instances(service).getFirst().process()));
    }

    private static void killAndRestart(ChildProcess process) throws InterruptedException {
        process.kill();
        Thread.sleep(DOWN);
        process.start().awaitReady(READY_WITHIN);
    }

    private static void killInTurn(Cluster cluster) throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            for (Service service : List.of(Service.CRAWL, Service.ANALYZE, Service.GENERATE)) {
                killAndRestart(cluster.instances(service).getFirst().process());
            }
        }
    }

    private static void freezeStages(Cluster cluster) throws InterruptedException {
        for (Service service : List.of(Service.CRAWL, Service.ANALYZE, Service.GENERATE)) {
            freeze(cluster.instances(service).getFirst().process(), Duration.ofSeconds(20));
        }
    }

    private static void freezeGateway(Cluster cluster) throws InterruptedException {
        freeze(cluster.gateway().process(), Duration.ofSeconds(20));
    }

    private static void freezeBroker(Cluster cluster) throws InterruptedException {
        freeze(cluster.broker(), Duration.ofSeconds(15));
    }

    private static void freeze(ChildProcess process, Duration how) throws InterruptedException {
        process.freeze();
        try {
            Thread.sleep(how);
        } finally {
            process.thaw();
        }
    }

    private static void killBroker(Cluster cluster) throws InterruptedException {
        killAndRestart(cluster.broker());
    }

    private static void killPostgres(Cluster cluster) throws InterruptedException {
        cluster.killPostgres();
        Thread.sleep(DOWN);
        cluster.postgres().start().awaitReady(READY_WITHIN);
    }

    private static void rollingRestart(Cluster cluster) throws InterruptedException {
        for (Instance instance : cluster.all()) {
            instance.process().terminate(STOP_WITHIN);
            instance.process().start().awaitReady(READY_WITHIN);
        }
    }
}
