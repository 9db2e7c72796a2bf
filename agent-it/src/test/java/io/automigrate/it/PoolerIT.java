package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PgBouncer;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL behind PgBouncer in transaction mode, where the next client would get a lock of the session. */
class PoolerIT {
    @TempDir
    private Path folder;

    @Test
    void instances_behind_a_pooler_take_turns_and_leave_no_lock_behind() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Optional<PgBouncer> pooler = PgBouncer.start(PostgresServer.shared(), database);
        assumeTrue(pooler.isPresent(), "no pgbouncer on the PATH, and none could be unpacked");
        try (PgBouncer pgBouncer = pooler.get()) {
            Scripts scripts = Scripts.person().versioned("3", "slow", "SELECT pg_sleep(1);");
            ChildJvm app = UnderAgent.start(
                    UnderAgent.hello(Database.POSTGRESQL, scripts), database.through(pgBouncer.port()), folder);

            List<RunningJvm> jvms = List.of(app.start(), app.start(), app.start());
            boolean toldOfPooler = false;
            for (RunningJvm jvm : jvms) {
                var finished = jvm.endInput().finish();
                assertThat(finished).endedWith(0).printed("Hello").saidNothingElse();
                toldOfPooler |= finished.story().stream()
                        .anyMatch(line -> line.contains("behind a pooler that shares connections by transaction"));
            }

            assertThat(toldOfPooler).isTrue();
            assertThat(database.history()).hasSize(3);
            assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                    .containsExactly("0");
        }
    }

    private static final String OF_EACH_SESSION = "SELECT string_agg(name || '=' || setting, ';' ORDER BY name)"
            + " || ';user=' || current_user || ';role=' || current_setting('role') FROM pg_settings"
            // PgBouncer and the driver of the application set these for each client.
            + " WHERE name NOT IN ('application_name', 'extra_float_digits')"
            + " AND name NOT LIKE 'transaction%'";

    /** What the sessions of the server say that the pooler has open, one line for each kind of session. */
    private static List<String> sessions(FreshDatabase pooled) throws SQLException {
        List<Connection> clients = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        try {
            // At the same time, and each in a transaction: so each has another session of the server.
            for (int i = 0; i < 5; i++) {
                Connection client = DriverManager.getConnection(
                        pooled.url() + "?prepareThreshold=0", pooled.user(), pooled.password());
                clients.add(client);
                client.setAutoCommit(false);
                try (Statement statement = client.createStatement();
                        ResultSet row = statement.executeQuery(OF_EACH_SESSION)) {
                    row.next();
                    found.add(row.getString(1));
                }
            }
        } finally {
            for (Connection client : clients) {
                client.rollback();
                client.close();
            }
        }
        return List.copyOf(found);
    }

    private interface Start {
        void run(ChildJvm app, FreshDatabase database) throws SQLException;
    }

    private void assertNothingIsLeft(Scripts scripts, Start start) throws SQLException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Optional<PgBouncer> pooler = PgBouncer.start(PostgresServer.shared(), database);
        assumeTrue(pooler.isPresent(), "no pgbouncer on the PATH, and none could be unpacked");
        try (PgBouncer pgBouncer = pooler.get()) {
            FreshDatabase pooled = database.through(pgBouncer.port());
            database.execute("CREATE SCHEMA other");
            List<String> before = sessions(pooled);
            assertThat(before).hasSize(1);

            start.run(
                    UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, scripts), pooled, folder)
                            .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "2s")
                            .environment("AUTO_MIGRATE_SCHEMAS", "other"),
                    database);

            assertThat(sessions(pooled)).isEqualTo(before);
        }
    }

    @Test
    void a_start_behind_a_pooler_leaves_no_setting_on_a_session_of_the_server() throws SQLException {
        Scripts scripts = Scripts.person()
                .versioned(
                        "3",
                        "limit",
                        "CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock_timeout,"
                                + " current_schema() AS schema;");
        assertNothingIsLeft(scripts, (app, database) -> {
            assertThat(app.run()).endedWith(0).told("3 applied, version 3");
            assertThat(database.query("SELECT lock_timeout, schema FROM other.seen"))
                    .containsExactly("2s | other");
        });
    }

    @Test
    void a_failure_behind_a_pooler_leaves_no_setting_on_a_session_of_the_server() throws SQLException {
        assertNothingIsLeft(
                Scripts.person().versioned("3", "bad", "SELECT nothing;"),
                (app, database) -> assertThat(app.run()).endedWith(70).told("rolled back"));
    }

    @Test
    void an_interrupted_process_behind_a_pooler_leaves_no_setting_on_a_session_of_the_server() throws SQLException {
        assertNothingIsLeft(Scripts.person().versioned("3", "slow", "SELECT pg_sleep(600);"), (app, database) -> {
            try (RunningJvm jvm =
                    app.environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms").start()) {
                jvm.awaitLine("Still applying V3__slow.sql");
                assertThat(jvm.terminate().finish()).endedWith(143);
            }
        });
    }

    @Test
    void a_start_statement_behind_a_pooler_is_refused() throws SQLException {
        assertNothingIsLeft(Scripts.person(), (app, database) -> assertThat(
                        app.environment("AUTO_MIGRATE_INIT_SQL", "SET ROLE NONE")
                                .run())
                .endedWith(78)
                .told("AUTO_MIGRATE_INIT_SQL can't be used behind a pooler", "nothing was changed"));
    }

    /** One test for both ways into shared sessions: the setting makes the agent treat each session as that of a pooler. */
    @Test
    void a_script_outside_a_transaction_is_refused_with_the_ways_out_where_sessions_are_shared() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts scripts =
                Scripts.person().versioned("3", "index", "CREATE INDEX CONCURRENTLY person_name ON person (name);");

        assertThat(UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, scripts), database, folder)
                        .environment("AUTO_MIGRATE_LOCK_STRATEGY", "transaction")
                        .run())
                .endedWith(70)
                .told(
                        "V3__index.sql, line 1: the script runs outside a transaction",
                        "state:     rolled back: schema \"public\" is at version 2",
                        "remedy:    let AUTO_MIGRATE_URL lead to the server itself");
    }

    /** The text of the URL says that there is a pooler, and the server says that there is none. */
    @Test
    void a_parameter_for_poolers_makes_no_pooler_of_the_server_itself() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts scripts =
                Scripts.person().versioned("3", "index", "CREATE INDEX CONCURRENTLY person_name ON person (name);");

        assertThat(UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, scripts), database, folder)
                        .environment("AUTO_MIGRATE_URL", database.url() + "?prepareThreshold=0")
                        .run())
                .endedWith(0)
                .told("3 applied, version 3")
                .saidNothingElse();
    }
}
