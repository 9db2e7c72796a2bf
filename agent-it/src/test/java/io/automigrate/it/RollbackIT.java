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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code AUTO_MIGRATE_COMMAND=rollback}: applied versions go back. */
@Execution(ExecutionMode.CONCURRENT)
class RollbackIT {
    @TempDir
    private Path folder;

    private ChildJvm start(Database kind, Scripts scripts, FreshDatabase database) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"));
    }

    private ChildJvm rollback(Database kind, Scripts scripts, FreshDatabase database, String options) {
        return start(kind, scripts, database).environment("AUTO_MIGRATE_COMMAND", "rollback" + options);
    }

    private static Scripts scripts(Database kind) {
        return Scripts.person()
                .versioned("3", "more", "CREATE TABLE more (id INT);")
                .file(
                        "U2__insert_ada.sql",
                        "DELETE FROM person WHERE id = 1; -- ; here\nDELETE FROM person WHERE name = ';';")
                .file("U3__more.sql", hardToSplit(kind) + "DROP TABLE more;");
    }

    /** Statements that only a parser for the database can split. */
    private static String hardToSplit(Database kind) {
        return switch (kind) {
            case POSTGRESQL ->
                "CREATE FUNCTION note() RETURNS void LANGUAGE plpgsql AS $body$\n"
                        + "BEGIN\n  CREATE TABLE undone (xid BIGINT);\n  INSERT INTO undone VALUES (txid_current());\nEND;\n$body$;\n"
                        + "SELECT note();\n";
            case MARIADB ->
                "DELIMITER //\nCREATE PROCEDURE note()\nBEGIN\n  CREATE TABLE undone (xid BIGINT);\n"
                        + "  INSERT INTO undone VALUES (1);\nEND//\nDELIMITER ;\nCALL note();\n";
            case SQLITE ->
                "CREATE TABLE undone (xid BIGINT);\n"
                        + "CREATE TRIGGER note AFTER INSERT ON undone BEGIN\n  UPDATE undone SET xid = 1;\n  DELETE FROM person WHERE id = 9;\nEND;\n"
                        + "INSERT INTO undone VALUES (2);\n";
            default -> "CREATE TABLE undone (xid BIGINT);\nINSERT INTO undone VALUES (1);\n";
        };
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE", "SQLITE"})
    void versions_are_taken_back_and_applied_again(Database kind) {
        FreshDatabase database = kind.create(folder);
        Scripts scripts = scripts(kind);
        assertThat(start(kind, scripts, database).run())
                .endedWith(0)
                .told("3 applied")
                .neverSaid("U3__more");

        assertThat(rollback(kind, scripts, database, " --dry-run").run())
                .endedWith(0)
                .printed("1 version would be rolled back", "U3__more.sql takes back version 3", "DROP TABLE more;")
                .didNotPrint("Hello")
                .saidNothingElse();
        assertThat(database.tables()).contains("more").doesNotContain("undone");

        assertThat(rollback(kind, scripts, database, "").run())
                .endedWith(0)
                .printed("1 version rolled back, it is now at version 2")
                .told("Undoing 1 of 1: U3__more.sql", "start the application without the newer scripts")
                .didNotPrint("Hello")
                .saidNothingElse();
        assertThat(database.tables()).contains("undone", "person").doesNotContain("more");
        if (kind == Database.POSTGRESQL) {
            assertThat(database.query("SELECT COUNT(*) FROM undone, flyway_schema_history h"
                            + " WHERE h.type = 'DELETE' AND h.xmin::text = (xid % (2::bigint ^ 32)::bigint)::text"))
                    .as("script and row in one transaction")
                    .containsExactly("1");
        }

        assertThat(start(kind, scripts.without("V3").without("U3"), database).run())
                .endedWith(0)
                .printed("Hello")
                .toldMatching("up to date at version 2")
                .saidNothingElse();
        assertThat(start(kind, scripts, database).run()).endedWith(0).told("1 applied, version 3");
        database.execute("DROP TABLE undone");
        if (kind == Database.POSTGRESQL) {
            database.execute("DROP FUNCTION note()");
        } else if (kind == Database.MARIADB) {
            database.execute("DROP PROCEDURE note");
        }

        assertThat(rollback(kind, scripts, database, " --json")
                        .environment("AUTO_MIGRATE_TARGET", "1")
                        .run())
                .endedWith(0)
                .printed("\"version\":\"1\"", "\"script\":\"U3__more.sql\"", "\"script\":\"U2__insert_ada.sql\"")
                .saidNothingElse();
        assertThat(database.query("SELECT COUNT(*) FROM person")).containsExactly("0");
    }

    @Test
    void the_applications_flyway_goes_on_from_there() {
        Database kind = Database.POSTGRESQL;
        FreshDatabase database = kind.create(folder);
        Scripts scripts = scripts(kind);
        assertThat(start(kind, scripts, database).run()).endedWith(0);
        assertThat(rollback(kind, scripts, database, "").run()).endedWith(0);

        for (FlywayLibrary flyway : List.of(FlywayLibrary.V7_15, FlywayLibrary.V9_22, FlywayLibrary.V13_12)) {
            assertThat(own(flyway, scripts.without("V3").without("U3"), database)
                            .run())
                    .endedWith(0)
                    .printed("Hello")
                    .told("Flyway " + flyway.version() + " of the application migrates");
        }
        assertThat(database.history()).hasSize(3);
        assertThat(own(FlywayLibrary.V7_15, scripts, database).run())
                .endedWith(0)
                .told("1 applied, version 3");
        assertThat(own(FlywayLibrary.V11_20, scripts, database).run())
                .endedWith(0)
                .printed("Hello");
        assertThat(database.history()).containsExactly("1 create person", "2 insert ada", "3 more", "3 more");
    }

    private ChildJvm own(FlywayLibrary flyway, Scripts image, FreshDatabase database) {
        List<Path> libraries = new ArrayList<>(flyway.files());
        libraries.add(Database.POSTGRESQL.driver().file());
        Application application = new Application(Hello.class, image, libraries, List.of());
        return UnderAgent.start(application, database, folder.resolve("own"))
                .environment("AUTO_MIGRATE_ENGINE", "application")
                // Told something, it is asked although there is nothing to do.
                .environment("AUTO_MIGRATE_FLYWAY_GROUP", "false");
    }

    @Test
    void a_script_that_fails_is_rolled_back_with_all_it_did() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts scripts = scripts(Database.POSTGRESQL).file("U3__more.sql", "DROP TABLE more;\nDROP TABLE nowhere;\n");
        assertThat(start(Database.POSTGRESQL, scripts, database).run()).endedWith(0);

        assertThat(rollback(Database.POSTGRESQL, scripts, database, "").run())
                .endedWith(70)
                .printedNothing()
                .told("U3__more.sql, line 2: ERROR: table \"nowhere\" does not exist")
                .toldMatching("state: +rolled back: version 3 is applied as before")
                .saidNothingElse();

        assertThat(database.tables()).contains("more");
        assertThat(database.query("SELECT COUNT(*) FROM flyway_schema_history WHERE type = 'DELETE'"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, SELECT pg_advisory_lock(77), SELECT pg_advisory_unlock(77)",
        "MARIADB, 'SELECT GET_LOCK(''test of rollback'', 60)', 'SELECT RELEASE_LOCK(''test of rollback'')'",
    })
    void a_rollback_waits_for_an_instance_that_migrates(Database kind, String lock, String unlock) throws SQLException {
        FreshDatabase database = kind.create(folder);
        assertThat(start(kind, scripts(kind), database).run()).endedWith(0);
        Scripts newer = scripts(kind).versioned("4", "slow", lock + ";");
        try (Connection held = database.connect();
                Statement statement = held.createStatement()) {
            statement.execute(lock);
            // On PostgreSQL the script would give up after five seconds, and Flyway's lock would be free until the
            // script begins again.
            try (RunningJvm migrating = UnderAgent.start(
                                    UnderAgent.hello(kind, newer), database, folder.resolve("newer"))
                            .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "0")
                            .start();
                    RunningJvm rollback = startWhenApplying(migrating, rollback(kind, scripts(kind), database, ""))) {
                rollback.awaitLine("Waiting for another instance that migrates");
                statement.execute(unlock);

                assertThat(rollback.endInput().finish())
                        .endedWith(65)
                        .printedNothing()
                        .told("another process changed the history")
                        .saidNothingElse();
                assertThat(migrating.endInput().finish()).endedWith(0);
            }
        }
        assertThat(database.tables()).contains("more");
    }

    private static RunningJvm startWhenApplying(RunningJvm migrating, ChildJvm other) {
        migrating.awaitLine("Applying 1 of 1: V4__slow.sql");
        return other.start();
    }

    @Test
    void a_rollback_without_an_undo_script_changes_nothing() {
        FreshDatabase database = Database.SQLITE.create(folder);
        assertThat(start(Database.SQLITE, Scripts.person(), database).run()).endedWith(0);

        assertThat(rollback(Database.SQLITE, Scripts.person(), database, "").run())
                .endedWith(65)
                .printedNothing()
                .told("Nothing is rolled back: there is no script U2__insert_ada.sql")
                .saidNothingElse();
    }
}
