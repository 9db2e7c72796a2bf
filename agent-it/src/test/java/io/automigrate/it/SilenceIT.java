package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that lets the agent in and then does not answer: each wait ends, and says what it waits for. */
@Execution(ExecutionMode.CONCURRENT)
class SilenceIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, LOCK TABLE flyway_schema_history, 'waits for .*\\(pid [0-9]+'",
        "MARIADB, LOCK TABLES flyway_schema_history WRITE, 'the database says \"Waiting for table metadata lock\"'"
    })
    void a_history_table_that_another_session_holds_is_waited_for_until_the_deadline(
            Database kind, String lock, String cause) throws SQLException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);
        assertThat(app.run()).endedWith(0);
        try (Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(lock);

            assertThat(app.environment("AUTO_MIGRATE_WAIT_TIMEOUT", "8s").run())
                    .endedWith(BehaviourRow.of("another session holds the history table")
                            .exitCode(kind))
                    .printedNothing()
                    .toldMatching("^Waiting for database: no answer yet from the history table"
                            + " \"flyway_schema_history\", " + cause)
                    .toldMatching("FAILED: The history table \"flyway_schema_history\" could not be read within 8 s: "
                            + cause)
                    .told("nothing was changed");

            try (RunningJvm patient = app.start()) {
                patient.awaitLine("Waiting for database: no answer yet from the history table");
                sql.execute(kind == Database.MARIADB ? "UNLOCK TABLES" : "ROLLBACK");
                assertThat(patient.endInput().finish()).endedWith(0).toldMatching("up to date at version 2");
            }
        }
    }

    /** A setting of Flyway keeps the agent from asking by itself: then Flyway meets the table. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, LOCK TABLE flyway_schema_history", "MARIADB, LOCK TABLES flyway_schema_history WRITE"})
    void flyway_itself_does_not_wait_for_its_history_for_ever(Database kind, String lock) throws SQLException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);
        assertThat(app.run()).endedWith(0);
        try (Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(lock);

            assertThat(app.environment("AUTO_MIGRATE_OUT_OF_ORDER", "true")
                            .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "3s")
                            .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "1s")
                            .run())
                    .endedWith(75)
                    .printedNothing()
                    .toldMatching("^Still preparing the migration: [0-9]+ s of 3 s, ")
                    .toldMatching("FAILED: The history table \"flyway_schema_history\" could not be read or written"
                            + " within 3 s")
                    .told("no script was begun");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_network_that_falls_silent_after_the_login_ends_the_start_at_the_deadline(Database kind)
            throws IOException, SQLException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);
        assertThat(app.run()).endedWith(0);
        try (TcpForwarder network = new TcpForwarder(port(database)).open();
                Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(
                    kind == Database.MARIADB
                            ? "LOCK TABLES flyway_schema_history WRITE"
                            : "LOCK TABLE flyway_schema_history");
            try (RunningJvm jvm = app.environment(
                            database.through(network.port()).forBoth())
                    .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "8s")
                    .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1s")
                    .start()) {
                jvm.awaitLine("no answer yet from the history table");
                network.freeze();

                assertThat(jvm.endInput().finish())
                        .endedWith(69)
                        .printedNothing()
                        .told("could not be read within 8 s: the server did not answer", "nothing was changed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_network_that_falls_silent_in_a_script_ends_the_start_at_the_deadline(Database kind)
            throws IOException, SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                TcpForwarder network = new TcpForwarder(port(stuck.database())).open();
                RunningJvm jvm = stuck.app()
                        .environment(stuck.database().through(network.port()).forBoth())
                        .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms")
                        .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "6s")
                        .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1s")
                        .start()) {
            jvm.awaitLine("(line 3)");
            network.freeze();
            BehaviourRow row = BehaviourRow.of("the network falls silent in a script for `AUTO_MIGRATE_LOCK_TIMEOUT`");

            assertThat(jvm.endInput().finish())
                    .endedWith(row.exitCode(kind))
                    .printedNothing()
                    .toldMatching("Still applying V3__rename\\.sql.*a second connection gets no answer either")
                    .toldMatching("FAILED: The database has not answered for 6 s: ")
                    .toldMatching(
                            row.state(kind) + ": statement [23] of V3__rename\\.sql was sent and not acknowledged");
        }
    }

    /** Longer than the limit by far: the server answers others, so the statement is well. */
    @Test
    void a_long_healthy_statement_is_never_cut() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts slow = Scripts.person().versioned("3", "slow", "SELECT pg_sleep(5);");

        assertThat(UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, slow), database, folder)
                        .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "1s")
                        .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms")
                        .run())
                .endedWith(0)
                .toldMatching("^Still applying V3__slow\\.sql: [2-5] s")
                .told("3 applied, version 3");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void an_interrupted_process_ends_although_the_server_is_frozen(Database kind) throws IOException, SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                TcpForwarder network = new TcpForwarder(port(stuck.database())).open();
                RunningJvm jvm = stuck.app()
                        .environment(stuck.database().through(network.port()).forBoth())
                        .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms")
                        .start()) {
            jvm.awaitLine("(line 3)");
            network.freeze();

            assertThat(jvm.terminate().finish()).endedWith(143).printedNothing();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_connection_that_breaks_before_the_first_script_is_opened_again(Database kind) throws Exception {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, Scripts.person()), database, folder);
        assertThat(app.run()).endedWith(0);
        try (Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(
                    kind == Database.MARIADB
                            ? "LOCK TABLES flyway_schema_history WRITE"
                            : "LOCK TABLE flyway_schema_history");
            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("no answer yet from the history table");
                kill(kind, database);
                jvm.awaitLine("The connection was lost while the history was read");
                sql.execute(kind == Database.MARIADB ? "UNLOCK TABLES" : "ROLLBACK");

                assertThat(jvm.endInput().finish())
                        .endedWith(BehaviourRow.of("the connection breaks before the first script")
                                .exitCode(kind))
                        .printed("Hello")
                        .told("nothing was applied yet, trying again")
                        .toldMatching("up to date at version 2");
            }
        }
    }

    @Test
    void the_schemas_of_tenants_are_looked_at_again_after_a_lost_connection() throws SQLException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), database, folder)
                .environment("AUTO_MIGRATE_TENANTS", "acme");
        assertThat(app.run()).endedWith(0);
        try (Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("LOCK TABLE acme.flyway_schema_history");
            try (RunningJvm jvm = app.start()) {
                jvm.awaitLine("no answer yet from the history table");
                kill(Database.POSTGRESQL, database);
                jvm.awaitLine("The connection was lost while the history was read");
                sql.execute("ROLLBACK");

                assertThat(jvm.endInput().finish())
                        .endedWith(0)
                        .printed("Hello")
                        .told("nothing was applied yet, trying again", "1 tenant: 1 up to date");
            }
        }
    }

    /** Ends the sessions of the agent, and not the one that holds the table. */
    private static void kill(Database kind, FreshDatabase database) {
        if (kind == Database.POSTGRESQL) {
            database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'auto-migrate' AND datname = current_database()");
            return;
        }
        for (String id : database.query("SELECT ID FROM information_schema.PROCESSLIST"
                + " WHERE STATE = 'Waiting for table metadata lock' AND DB = DATABASE()")) {
            database.execute("KILL " + id);
        }
    }

    private static int port(FreshDatabase database) {
        return URI.create(database.url().substring("jdbc:".length())).getPort();
    }
}
