package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a migration does to the other sessions of a PostgreSQL server, and what is left when its process is killed. */
class SessionIT {
    @TempDir
    private Path folder;

    /** The reader comes behind the statement that waits, and is answered before the one in front of the statement has ended. */
    @Test
    @Timeout(120)
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
    @Timeout(120)
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
