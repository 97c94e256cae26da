package com.xenlixai.scan.bench.fault;

import com.xenlixai.scan.bench.cluster.Cluster;
import com.xenlixai.scan.bench.cluster.Cluster.Instance;
import com.xenlixai.scan.bench.cluster.Service;
import com.xenlixai.scan.local.embedded.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The database and the gateways' own state.
final class StoreFaults {

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration AWHILE = Duration.ofSeconds(15);

    private StoreFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.inShortSet("F14", "kill -9 of PostgreSQL", StoreFaults::kill),
                Fault.of("F15a", "PostgreSQL frozen for 15 s", StoreFaults::freeze),
                Fault.of("F15b", "reports locked for 15 s", StoreFaults::lock),
                Fault.of("F16", "PostgreSQL read-only for 15 s", StoreFaults::readOnly),
                Fault.of("F31", "all gateways' state wiped", StoreFaults::wipe));
    }

    private static void kill(Scene scene) throws InterruptedException {
        scene.cluster().killPostgres();
        Thread.sleep(DOWN);
        scene.cluster().postgres().start().awaitReady(ProcessFaults.READY_WITHIN);
    }

    private static void freeze(Scene scene) throws InterruptedException {
        scene.cluster().signalPostgres("STOP");
        try {
            Thread.sleep(AWHILE);
        } finally {
            scene.cluster().signalPostgres("CONT");
        }
    }

    private static void lock(Scene scene) throws InterruptedException {
        try (Connection connection = connect(scene.cluster().database())) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("lock table report in access exclusive mode");
            }
            Thread.sleep(AWHILE);
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// New transactions of old connections are read-only at once.
    private static void readOnly(Scene scene) throws InterruptedException {
        run(scene, "alter system set default_transaction_read_only = on");
        run(scene, "select pg_reload_conf()");
        Thread.sleep(AWHILE);
        run(
                scene,
                "set default_transaction_read_only = off; "
                        + "alter system reset default_transaction_read_only");
        run(scene, "select pg_reload_conf()");
    }

    static void run(Scene scene, String sql) {
        try (Connection connection = connect(scene.cluster().database());
                var statement = connection.createStatement()) {
            for (String part : sql.split(";")) {
                statement.execute(part);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }

    static void wipe(Scene scene) throws InterruptedException {
        Cluster cluster = scene.cluster();
        List<Instance> gateways = cluster.instances(Service.GATEWAY);
        for (Instance gateway : gateways) {
            gateway.process().kill();
        }
        for (Instance gateway : gateways) {
            cluster.wipeState(gateway);
            gateway.process().start();
        }
        for (Instance gateway : gateways) {
            gateway.process().awaitReady(ProcessFaults.READY_WITHIN);
        }
    }
}
