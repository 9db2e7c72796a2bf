package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.FlywayLibrary;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration does to the other sessions of a PostgreSQL server, and what is left when its process is killed. */
class SessionIT {
    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    /** The reader comes behind the statement that waits, and is answered before the one in front of the statement has ended. */
    @Test
    void a_reader_behind_a_waiting_statement_is_answered_while_the_statement_still_has_to_wait() throws SQLException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, Scripts.person()), database, folder)
                        .run())
                .endedWith(0);
        ChildJvm app = UnderAgent.start(
                UnderAgent.hello(
                        Database.POSTGRESQL,
                        Scripts.person().versioned("3", "note", "ALTER TABLE person ADD note INT;")),
                database,
                folder);
        try (Connection first = database.connect();
                Connection second = database.connect();
                Statement longReader = first.createStatement();
                Statement reader = second.createStatement()) {
            first.setAutoCommit(false);
            longReader.executeQuery("SELECT count(*) FROM person");
            try (RunningJvm jvm =
                    app.environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms").start()) {
                jvm.awaitLine("Still applying V3__note.sql");
                // Six seconds, by the server's own limit.
                reader.execute("SET statement_timeout = '6s'");
                reader.executeQuery("SELECT count(*) FROM person");
                reader.executeQuery("SELECT count(*) FROM person");
                jvm.awaitLine("could not have its table within 5000 ms");
                first.rollback();

                assertThat(jvm.endInput().finish())
                        .endedWith(0)
                        .told("1 applied, version 3")
                        .saidNothingElse();
            }
        }
    }

    /** The server notices that no client waits for the answer, and lets the next instance migrate. */
    @Test
    void the_lock_of_a_killed_process_is_free_although_its_statement_had_minutes_to_go() throws InterruptedException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = UnderAgent.start(
                        UnderAgent.hello(
                                Database.POSTGRESQL, Scripts.person().versioned("3", "slow", "SELECT pg_sleep(600);")),
                        database,
                        folder)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        RunningJvm jvm = app.start();
        jvm.awaitLine("Still applying V3__slow.sql");
        jvm.close();
        jvm.finish();
        String version = database.query("SHOW server_version_num").get(0);
        if (Integer.parseInt(version) >= 140000) {
            awaitNone(
                    database,
                    "SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND datname = current_database()"
                            + " AND pid <> pg_backend_pid()");
        }
        database.execute("SELECT 1 FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()) ended");
    }

    /** The server works on for a client that has gone, as old servers do. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, SELECT pg_sleep(600), SELECT pg_terminate_backend(", "MARIADB, DO SLEEP(600), KILL"})
    void the_instance_that_waits_says_that_the_process_of_the_holder_has_gone(Database kind, String slow, String end) {
        FreshDatabase database = kind.create(folder);
        if (kind == Database.POSTGRESQL) {
            database.execute("ALTER ROLE " + database.user() + " SET client_connection_check_interval = '10min'");
        }
        ChildJvm app = UnderAgent.start(
                        UnderAgent.hello(kind, Scripts.person().versioned("3", "slow", slow + ";")), database, folder)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        RunningJvm jvm = app.start();
        jvm.awaitLine("Still applying V3__slow.sql");
        try (RunningJvm next = app.start()) {
            assertThat(next.awaitLine("Waiting for another instance that migrates")
                            .text())
                    .doesNotContain("has gone");
            jvm.close();
            jvm.finish();

            String line = next.awaitLine("whose process has gone (" + end).text();
            Matcher session = Pattern.compile(Pattern.quote(end) + " ?\\d+\\)?").matcher(line);
            assertThat(session.find()).as(line).isTrue();
            database.execute(session.group());
            next.awaitLine("Still applying V3__slow.sql");
        }
    }

    /** The second statement can never have the table: the first one's transaction ends only after it. */
    private static final String BLOCKS_ITSELF = """
            package db.migration;
            import java.sql.Connection;
            import org.flywaydb.core.api.migration.Context;
            public class V3__blocks_itself extends org.flywaydb.core.api.migration.BaseJavaMigration {
                @Override public void migrate(Context context) throws Exception {
                    try (Connection other = context.getConfiguration().getDataSource().getConnection()) {
                        other.setAutoCommit(false);
                        other.createStatement().execute("LOCK TABLE person");
                        context.getConnection().createStatement().execute("DELETE FROM person");
                    }
                }
            }
            """;

    @Test
    void a_statement_that_waits_for_another_session_of_its_own_process_says_so() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        FlywayLibrary flyway = FlywayLibrary.V13_12;
        List<Path> libraries = new ArrayList<>(flyway.files());
        libraries.add(Database.POSTGRESQL.driver().file());
        Scripts scripts =
                Scripts.person().with(flyway.compile(Map.of("db/migration/V3__blocks_itself", BLOCKS_ITSELF), work));
        ChildJvm app = UnderAgent.start(new Application(Hello.class, scripts, libraries, List.of()), database, folder)
                .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "0")
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");

        try (RunningJvm jvm = app.start()) {
            assertThat(jvm.awaitLine("that this process itself has opened").text())
                    .contains("Still applying", "waits for \"auto-migrate\" (pid ", "idle in transaction");
            assertThat(jvm.terminate().finish()).endedWith(143);
        }
    }

    @Test
    void a_limit_of_the_role_is_left_alone_and_zero_is_no_limit() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        String seen = "CREATE TABLE seen%s AS SELECT current_setting('lock_timeout') AS value;";
        Scripts first = Scripts.none().versioned("1", "seen", seen.formatted("1"));
        ChildJvm app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, first), database, folder);
        assertThat(app.run()).endedWith(0);

        Scripts second = first.versioned("2", "seen", seen.formatted("2"));
        app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, second), database, folder);
        assertThat(app.environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "0").run())
                .endedWith(0);

        database.execute("ALTER ROLE " + database.user() + " SET lock_timeout = '7s'");
        Scripts third = second.versioned("3", "seen", seen.formatted("3"));
        app = UnderAgent.start(UnderAgent.hello(Database.POSTGRESQL, third), database, folder);
        assertThat(app.run()).endedWith(0);

        assertThat(database.query(
                        "SELECT a.value, b.value, c.value FROM seen1 a CROSS JOIN seen2 b CROSS JOIN seen3 c"))
                .containsExactly("5s | 0 | 7s");
    }

    private static void awaitNone(FreshDatabase database, String query) throws InterruptedException {
        Eventually.until("no row answers " + query, () -> database.query(query).isEmpty());
    }
}
