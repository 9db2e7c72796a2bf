package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.net.TcpForwarder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SIGTERM in each phase of a start while the server does not answer any more. Each wait of a driver is set to an hour, also the wait of a
 * cancel. So a process that awaited its driver would not end before the test gives up.
 */
@Execution(ExecutionMode.CONCURRENT)
class FrozenServerIT {
    private static final Scripts SEEDED =
            Scripts.person().in("db/seed").versioned("1", "grace", "UPDATE person SET name = 'Grace' WHERE id = 1;");

    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database) {
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder);
        // On PostgreSQL a statement would give up after five seconds, and the phase would end.
        return kind == Database.POSTGRESQL ? app.environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "0") : app;
    }

    /** Returns the start with a driver that waits for an hour. */
    private static ChildJvm patient(ChildJvm app, FreshDatabase database, TcpForwarder network) {
        FreshDatabase frozen = database.through(network.port());
        String limits = database.url().startsWith("jdbc:postgresql:")
                ? "?cancelSignalTimeout=3600&connectTimeout=3600&loginTimeout=3600&socketTimeout=3600"
                : "?connectTimeout=3600000&socketTimeout=3600000";
        return app.environment(new FreshDatabase(frozen.url() + limits, frozen.user(), frozen.password()).forBoth())
                .environment("AUTO_MIGRATE_CONNECT_TIMEOUT", "1h")
                .environment("AUTO_MIGRATE_WAIT_TIMEOUT", "2h")
                .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "2h")
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
    }

    private static FinishedJvm terminated(ChildJvm app, String line, TcpForwarder network) {
        try (RunningJvm jvm = app.start()) {
            jvm.awaitLine(line);
            network.freeze();
            FinishedJvm ended = jvm.terminate().finish();
            assertThat(ended).endedWith(143).printedNothing();
            return ended;
        }
    }

    private static TcpForwarder network(FreshDatabase database) throws IOException {
        int port = URI.create(database.url().substring("jdbc:".length())).getPort();
        return new TcpForwarder(port).holdingEnds().open();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void while_the_login_waits(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        try (TcpForwarder network = network(database)) {
            network.freeze();
            terminated(
                    patient(app(kind, Scripts.person(), database), database, network), "Waiting for database", network);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void while_the_history_is_asked(Database kind) throws IOException, SQLException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = app(kind, Scripts.person(), database);
        assertThat(app.run()).endedWith(0);
        try (TcpForwarder network = network(database);
                Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute(
                    kind == Database.MARIADB
                            ? "LOCK TABLES flyway_schema_history WRITE"
                            : "LOCK TABLE flyway_schema_history");
            terminated(patient(app, database, network), "no answer yet from the history table", network);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void while_the_lock_is_waited_for(Database kind) throws IOException, SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                TcpForwarder network = network(stuck.database());
                RunningJvm first = stuck.start()) {
            terminated(
                    patient(stuck.app(), stuck.database(), network),
                    "Waiting for another instance that migrates",
                    network);
            stuck.release();
            assertThat(first.endInput().finish()).endedWith(0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void while_a_script_runs(Database kind) throws IOException, SQLException {
        try (StuckScript stuck = StuckScript.on(kind, folder);
                TcpForwarder network = network(stuck.database())) {
            assertThat(terminated(patient(stuck.app(), stuck.database(), network), "(line 3)", network))
                    .told("The process is told to end while V3__rename.sql was being applied")
                    .toldMatching(
                            "^Ended while V3__rename\\.sql was being applied.*; the command \"info\" shows the state");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void while_initial_data_is_loaded(Database kind) throws IOException, SQLException {
        FreshDatabase database = kind.create(folder);
        assertThat(app(kind, Scripts.person(), database).run()).endedWith(0);
        ChildJvm app = app(kind, SEEDED, database)
                .environment("AUTO_MIGRATE_SEED_LOCATIONS", "classpath:db/seed")
                .environment("AUTO_MIGRATE_SEED_EXISTING", "true");
        try (TcpForwarder network = network(database);
                Connection holder = database.connect();
                Statement sql = holder.createStatement()) {
            holder.setAutoCommit(false);
            sql.execute("UPDATE person SET name = 'locked' WHERE id = 1");
            assertThat(terminated(patient(app, database, network), "[seed] Still applying V1__grace.sql: 1 s", network))
                    .toldMatching(
                            "Ended while V1__grace\\.sql was being applied.*; the command \"info\" shows the state");
        }
    }

    /** The program goes on without the database, so that the backup waits for the program alone. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void while_a_backup_is_made(Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        ChildJvm app = app(kind, Scripts.person(), database)
                .environment("PATH", "/usr/bin:/bin")
                .environment("AUTO_MIGRATE_BACKUP", "command:exec sleep 300");
        try (TcpForwarder network = network(database)) {
            terminated(patient(app, database, network), "Still backing up: ", network);
        }
        assertThat(database.tables()).doesNotContain("person");
    }
}
