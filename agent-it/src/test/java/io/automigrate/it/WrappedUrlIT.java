package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.ClientPrograms;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.database.PostgresServer;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The features that depend on the kind of database, with a real wrapping driver between the agent and the database's own driver. */
class WrappedUrlIT {
    private static final List<Library> OPENTELEMETRY = List.of(
            Library.OPENTELEMETRY,
            Library.OPENTELEMETRY_INSTRUMENTATION,
            Library.OPENTELEMETRY_INCUBATOR,
            Library.OPENTELEMETRY_API,
            Library.OPENTELEMETRY_API_INCUBATOR,
            Library.OPENTELEMETRY_COMMON,
            Library.OPENTELEMETRY_CONTEXT,
            Library.OPENTELEMETRY_CONVENTIONS);

    private static final Scripts SCRIPTS = Scripts.person()
            .versioned("3", "more", "CREATE TABLE more (id INT);")
            .file("U3__more.sql", "DROP TABLE more;");

    private static final List<String> WRAPPERS = List.of("p6spy", "otel");

    @TempDir
    private Path folder;

    static List<Arguments> wrapped() {
        return Sample.of(
                WRAPPERS,
                Sample.spread(
                        List.of(
                                Database.POSTGRESQL,
                                Database.H2_SERVER,
                                Database.MARIADB,
                                Database.H2_FILE,
                                Database.SQLITE),
                        3),
                Arguments::of);
    }

    private static FreshDatabase wrapped(String wrapper, FreshDatabase database) {
        return new FreshDatabase(
                "jdbc:" + wrapper + database.url().substring("jdbc".length()), database.user(), database.password());
    }

    private ChildJvm start(String wrapper, Database kind, Scripts scripts, FreshDatabase database) {
        List<Library> libraries = new ArrayList<>(wrapper.equals("otel") ? OPENTELEMETRY : List.of(Library.P6SPY));
        libraries.add(kind.driver());
        return UnderAgent.start(
                        UnderAgent.hello(kind, scripts).with(libraries.toArray(Library[]::new)),
                        wrapped(wrapper, database),
                        folder.resolve("app"))
                .property("p6spy.config.logfile", folder.resolve("spy.log").toString())
                .environment("COLUMNS", "300");
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void a_wrapped_database_is_migrated_examined_and_rolled_back(String wrapper, Database kind) {
        FreshDatabase database = kind.create(folder);

        assertThat(start(wrapper, kind, SCRIPTS, database).run())
                .endedWith(0)
                .printed("Hello")
                .told("3 applied, version 3");
        assertThat(start(wrapper, kind, SCRIPTS, database).run())
                .endedWith(0)
                .printed("Hello")
                .told("version 3");
        assertThat(start(wrapper, kind, SCRIPTS, database)
                        .environment("AUTO_MIGRATE_COMMAND", "doctor")
                        .run())
                .endedWith(0)
                .printed("Logged in to", "is at version 3", "Nothing is pending");
        assertThat(start(wrapper, kind, SCRIPTS, database)
                        .environment("AUTO_MIGRATE_COMMAND", "rollback")
                        .run())
                .endedWith(0)
                .told("is at version 2");
        assertThat(database.tables()).noneMatch(table -> table.equalsIgnoreCase("more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p6spy", "otel"})
    void a_wrapped_database_is_recognised_by_its_place(String wrapper) {
        FreshDatabase database = Database.H2_FILE.create(folder);

        assertThat(start(wrapper, Database.H2_FILE, SCRIPTS, database)
                        .environment("AUTO_MIGRATE_EXPECT_DATABASE", ".*/shop")
                        .run())
                .endedWith(0)
                .told("3 applied");
        assertThat(start(wrapper, Database.H2_FILE, SCRIPTS, database)
                        .environment("AUTO_MIGRATE_EXPECT_DATABASE", ".*/prod")
                        .run())
                .endedWith(78);
    }

    static List<Arguments> saved() {
        return Sample.of(
                WRAPPERS,
                List.of(Database.MARIADB, Database.H2_SERVER, Database.H2_FILE, Database.SQLITE),
                Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("saved")
    void a_wrapped_database_is_saved_before_it_is_migrated(String wrapper, Database kind) throws IOException {
        FreshDatabase database = kind.create(folder);
        Path backups = Files.createDirectories(folder.resolve("backups"));
        Map<String, String> programs =
                kind == Database.MARIADB ? ClientPrograms.mariaDb().environment() : Map.of();

        assertThat(start(wrapper, kind, Scripts.person(), database).run()).endedWith(0);
        assertThat(start(wrapper, kind, SCRIPTS, database)
                        .environment("AUTO_MIGRATE_BACKUP", backups.toString())
                        .environment(programs)
                        .run())
                .endedWith(0)
                .told("Backup is complete", "1 applied, version 3");
        try (Stream<Path> files = Files.list(backups)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .singleElement()
                    .asString()
                    .contains("-v2-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p6spy", "otel"})
    void the_holder_of_the_lock_and_a_blocking_session_are_named_behind_a_wrapping_driver(String wrapper)
            throws SQLException {
        Scripts scripts = Scripts.person().versioned("3", "rename", "UPDATE person SET name = 'Grace' WHERE id = 1;");
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(start(wrapper, Database.POSTGRESQL, Scripts.person(), database)
                        .run())
                .endedWith(0);
        ChildJvm app = start(wrapper, Database.POSTGRESQL, scripts, database)
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms");
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("UPDATE person SET name = 'locked' WHERE id = 1");
            try (RunningJvm first = app.start()) {
                // The first lines may come before the database shows the blocking session.
                assertThat(first.awaitLine("(pid ").text()).contains("waits for");
                try (RunningJvm second = app.start()) {
                    assertThat(second.awaitLine("Waiting for another instance that migrates")
                                    .text())
                            .contains("held by \"auto-migrate\" (pid ");
                    blocker.rollback();
                    assertThat(first.endInput().finish()).endedWith(0);
                    assertThat(second.endInput().finish()).endedWith(0);
                }
            }
        }
        assertThat(database.history()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_statement_gives_up_waiting_for_its_table_behind_a_wrapping_driver(String wrapper, Database kind)
            throws SQLException {
        Scripts scripts = Scripts.person().versioned("3", "column", "ALTER TABLE person ADD COLUMN born INT;");
        FreshDatabase database = kind.create(folder);
        assertThat(start(wrapper, kind, Scripts.person(), database).run()).endedWith(0);
        try (Connection blocker = database.connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("UPDATE person SET name = 'locked' WHERE id = 1");
            try (RunningJvm jvm = start(wrapper, kind, scripts, database)
                    .environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "1s")
                    .start()) {
                jvm.awaitLine("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT");
                blocker.rollback();
                assertThat(jvm.endInput().finish()).endedWith(0).told("version 3");
            }
        }
    }

    static List<Arguments> servers() {
        return Sample.of(WRAPPERS, List.of(Database.POSTGRESQL, Database.MARIADB), Arguments::of);
    }

    @Test
    void the_account_of_the_settings_replaces_the_account_in_a_wrapped_url() {
        FreshDatabase owner = Database.POSTGRESQL.create(folder);
        String app = owner.user() + "_app";
        PostgresServer.shared().administer("CREATE ROLE " + app + " LOGIN PASSWORD 'app'");
        FreshDatabase both = new FreshDatabase(
                owner.url() + (owner.url().contains("?") ? "&" : "?") + "user=" + app + "&password=app",
                owner.user(),
                owner.password());

        assertThat(start("p6spy", Database.POSTGRESQL, Scripts.person(), both).run())
                .endedWith(0)
                .told("2 applied");

        assertThat(
                        owner.query(
                                "SELECT DISTINCT tableowner FROM pg_tables WHERE tablename IN ('person', 'flyway_schema_history')"))
                .containsExactly(owner.user());
    }

    @Test
    void two_starts_at_once_on_a_wrapped_sqlite_apply_each_script_once() {
        FreshDatabase database = Database.SQLITE.create(folder);
        Scripts scripts = Scripts.none();
        for (int i = 1; i <= 20; i++) {
            scripts = scripts.versioned(String.valueOf(i), "t" + i, "CREATE TABLE t" + i + " (id INT);");
        }
        ChildJvm app = start("p6spy", Database.SQLITE, scripts, database);

        try (RunningJvm first = app.start();
                RunningJvm second = app.start()) {
            assertThat(first.endInput().finish()).endedWith(0);
            assertThat(second.endInput().finish()).endedWith(0);
        }

        List<String> history = database.query("SELECT version FROM flyway_schema_history WHERE success");
        assertThat(history).hasSize(20).doesNotHaveDuplicates();
    }
}
