package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/** {@code AUTO_MIGRATE_MODE}: an instance that only looks. */
@Execution(ExecutionMode.CONCURRENT)
class ModeIT {
    private static final Scripts CALLBACK =
            Scripts.person().file("beforeValidate.sql", "CREATE TABLE written (id INT);");

    @TempDir
    private Path folder;

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database, String mode) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve(mode))
                .environment("AUTO_MIGRATE_MODE", mode)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE", "SQLITE"})
    void validating_an_empty_schema_fails_and_writes_nothing(Database kind) {
        FreshDatabase database = kind.create(folder);

        assertThat(app(kind, CALLBACK, database, "validate").run())
                .endedWith(65)
                .printedNothing()
                .toldMatching("lacks 2 scripts, the next is V1__create_person\\.sql")
                .toldMatching("pending: +V2__insert_ada\\.sql")
                .told("let a process with AUTO_MIGRATE_MODE=migrate run first")
                .saidNothingElse();

        assertThat(database.tables()).isEmpty();
    }

    @Test
    void validating_finds_a_changed_script() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(app(Database.POSTGRESQL, Scripts.person(), database, "migrate")
                        .run())
                .endedWith(0);
        Scripts changed = Scripts.person().versioned("1", "create person", "CREATE TABLE person (id INT);");

        assertThat(app(Database.POSTGRESQL, changed, database, "validate").run())
                .endedWith(65)
                .told("version 1 \"create person\" was changed after it had been applied")
                .saidNothingElse();
    }

    @Test
    void validating_and_waiting_need_only_the_right_to_read() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        FreshDatabase reader = new FreshDatabase(database.url(), database.user() + "_reader", "reader");
        PostgresServer.shared().administer("CREATE ROLE " + reader.user() + " LOGIN PASSWORD 'reader'");
        Scripts scripts = Scripts.person()
                .versioned("3", "let others read", "GRANT SELECT ON flyway_schema_history TO " + reader.user() + ";");
        assertThat(app(Database.POSTGRESQL, scripts, database, "migrate").run()).endedWith(0);

        for (String mode : new String[] {"validate", "wait"}) {
            assertThat(app(Database.POSTGRESQL, scripts, reader, mode).run())
                    .endedWith(0)
                    .printed("Hello")
                    .toldMatching("up to date at version 3\\b")
                    .saidNothingElse();
        }
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_SERVER"})
    void waiting_ends_when_another_process_has_migrated(Database kind) {
        FreshDatabase database = kind.create(folder);
        try (RunningJvm waiting = app(kind, Scripts.person(), database, "wait").start()) {
            waiting.awaitLine("2 to go, next is V1__create_person.sql");
            assertThat(app(kind, Scripts.person(), database, "migrate").run()).endedWith(0);

            assertThat(waiting.endInput().finish())
                    .endedWith(0)
                    .printed("Hello")
                    .toldMatching("up to date at version 2\\b")
                    .saidNothingElse();
        }
    }

    @Test
    void waiting_has_a_deadline() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);

        assertThat(app(Database.POSTGRESQL, Scripts.person(), database, "wait")
                        .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "2s")
                        .run())
                .endedWith(75)
                .printedNothing()
                .told("No other process has migrated the schema within 2 s", "AUTO_MIGRATE_MODE=migrate")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();
    }
}
