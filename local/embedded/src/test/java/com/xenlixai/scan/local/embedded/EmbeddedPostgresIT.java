package com.xenlixai.scan.local.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @Test
    void serverIsVersion18AndKeepsItsDataAcrossStarts(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0);
                Connection connection = connect(server.database("xenlix"))) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
            connection.createStatement().execute("create table kept (value text)");
            connection.createStatement().execute("insert into kept values ('yes')");
        }

        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0);
                Connection connection = connect(server.database("xenlix"));
                var rows = connection.createStatement().executeQuery("select value from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("yes");
        }
    }

    @Test
    void serverLeftByAKilledProcessIsStoppedBeforeTheFolderIsUsedAgain(@TempDir Path folder)
            throws Exception {
        Path data = folder.resolve("data");
        Process killed =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PostgresMain.class.getName(),
                                data.toString(),
                                "0")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = killed.inputReader()) {
            assertThat(output.lines().filter(line -> line.startsWith("READY")).findFirst())
                    .isPresent();
        }
        killed.destroyForcibly().waitFor();

        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, 0);
                Connection connection = connect(server.database())) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void eachTestGetsADatabaseOfItsOwn() {
        assertThat(TestPostgres.freshDatabase()).isNotEqualTo(TestPostgres.freshDatabase());
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
    }
}
