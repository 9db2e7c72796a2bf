package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.FlywayLibrary;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java migrations and callbacks run with the Flyway that the application brings along. */
@Execution(ExecutionMode.CONCURRENT)
class ApplicationFlywayIT {
    private static final String MIGRATION = """
            package db.migration;
            public class V3__insert_grace extends org.flywaydb.core.api.migration.BaseJavaMigration {
                @Override public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
                    try (java.sql.Statement statement = context.getConnection().createStatement()) {
                        statement.execute("INSERT INTO person (id, name) VALUES (2, '"
                            + Thread.currentThread().getContextClassLoader().loadClass("example.Hello").getSimpleName()
                            + "')");
                    }
                }
            }
            """;

    private static final String FAILING_MIGRATION = """
            package db.migration;
            public class V3__insert_grace extends org.flywaydb.core.api.migration.BaseJavaMigration {
                @Override public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
                    try (java.sql.Statement statement = context.getConnection().createStatement()) {
                        statement.execute("DELETE FROM person");
                    }
                    throw new IllegalStateException("no such person");
                }
            }
            """;

    private static final String CALLBACK = """
            package db.callback;
            import org.flywaydb.core.api.callback.*;
            public class Count implements Callback {
                @Override public boolean supports(Event event, Context context) { return event == Event.AFTER_MIGRATE; }
                @Override public boolean canHandleInTransaction(Event event, Context context) { return true; }
                @Override public String getCallbackName() { return "count"; }
                @Override public void handle(Event event, Context context) {
                    try (java.sql.Statement statement = context.getConnection().createStatement()) {
                        statement.execute("UPDATE person SET name = name || '!'");
                    } catch (java.sql.SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    private Scripts scripts(FlywayLibrary flyway) {
        return Scripts.person()
                .with(flyway.compile(
                        Map.of("db/migration/V3__insert_grace", MIGRATION, "db/callback/Count", CALLBACK), work));
    }

    private ChildJvm app(Database kind, Scripts scripts, FreshDatabase database, List<Path> flyway) {
        List<Path> libraries = new ArrayList<>(flyway);
        libraries.add(kind.driver().file());
        return UnderAgent.start(new Application(Hello.class, scripts, libraries, List.of()), database, folder);
    }

    static List<FlywayLibrary> versions() {
        return Sample.spread(List.of(FlywayLibrary.values()), 5);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void java_migrations_and_callbacks_run_with_every_version(FlywayLibrary flyway) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = app(Database.POSTGRESQL, scripts(flyway), database, flyway.files());

        assertThat(app.run())
                .endedWith(0)
                .printed("Hello")
                .told("Flyway " + flyway.version() + " of the application migrates (for db.migration.V3__insert_grace)")
                .told("Applying 3 of 3: db.migration.V3__insert_grace", "3 applied, version 3")
                .saidNothingElse();
        assertThat(database.query("SELECT name FROM person ORDER BY id")).containsExactly("Ada!", "Hello!");

        assertThat(app.run())
                .endedWith(0)
                .toldMatching("up to date at version 3\\b")
                .saidNothingElse();
        assertThat(database.query("SELECT name FROM person ORDER BY id"))
                .as("after the callback of the second start")
                .containsExactly("Ada!!", "Hello!!");
    }

    static List<FlywayLibrary> someVersions() {
        return Sample.spread(List.of(FlywayLibrary.values()), 3);
    }

    @ParameterizedTest
    @MethodSource("someVersions")
    void a_script_that_fails_is_reported_as_always(FlywayLibrary flyway) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts broken = scripts(flyway)
                .versioned(
                        "4",
                        "broken",
                        "CREATE TABLE half (id INT);\n-- one\n/* two\n */\nINSERT INTO nowhere VALUES (1);");

        assertThat(app(Database.POSTGRESQL, broken, database, flyway.files()).run())
                .endedWith(70)
                .toldMatching("V4__broken\\.sql, line 5: .*nowhere.*SQLState 42P01")
                .told("rolled back: schema \"public\" is at version 3")
                .saidNothingElse();
    }

    @ParameterizedTest
    @MethodSource("someVersions")
    void a_java_migration_that_fails_is_named_with_its_own_exception(FlywayLibrary flyway) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts broken =
                Scripts.person().with(flyway.compile(Map.of("db/migration/V3__insert_grace", FAILING_MIGRATION), work));

        assertThat(app(Database.POSTGRESQL, broken, database, flyway.files()).run())
                .endedWith(70)
                .printedNothing()
                .told("db.migration.V3__insert_grace: java.lang.IllegalStateException: no such person")
                .told("rolled back: schema \"public\" is at version 2")
                .saidNothingElse();
        assertThat(database.query("SELECT name FROM person")).containsExactly("Ada");
    }

    @ParameterizedTest
    @MethodSource("someVersions")
    void info_and_validate_look_with_every_version(FlywayLibrary flyway) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = app(Database.POSTGRESQL, scripts(flyway), database, flyway.files());

        assertThat(app.environment("AUTO_MIGRATE_MODE", "validate").run())
                .endedWith(65)
                .told("lacks 3 scripts, the next is V1__create_person.sql")
                .saidNothingElse();
        assertThat(app.run()).endedWith(0).told("3 applied").saidNothingElse();
        assertThat(app.environment("AUTO_MIGRATE_MODE", "validate").run())
                .endedWith(0)
                .printed("Hello")
                .saidNothingElse();
        assertThat(app.environment("AUTO_MIGRATE_COMMAND", "info").run())
                .endedWith(0)
                .printed("V3__insert_grace", "JDBC")
                .didNotPrint("Pending");
        assertThat(database.query("SELECT name FROM person ORDER BY id"))
                .as("no callback of a migration ran")
                .containsExactly("Ada!", "Hello!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.5.7", "7.0.4"})
    void a_flyway_that_is_too_old_is_refused_by_its_version(String version) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = app(Database.POSTGRESQL, scripts(FlywayLibrary.V7_1), database, FlywayLibrary.tooOld(version));

        assertThat(app.run())
                .endedWith(78)
                .printedNothing()
                .told("Flyway " + version + " of the application is too old, 7.1 or newer is needed")
                .told("AUTO_MIGRATE=false", "AUTO_MIGRATE_MODE=wait")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();

        // The way out that the message names: another process migrates, this one waits for that.
        assertThat(app(Database.POSTGRESQL, scripts(FlywayLibrary.V7_1), database, FlywayLibrary.V7_1.files())
                        .run())
                .endedWith(0);
        assertThat(app.environment("AUTO_MIGRATE_MODE", "wait").run())
                .endedWith(0)
                .printed("Hello")
                .saidNothingElse();
        assertThat(app.environment("AUTO_MIGRATE", "false").run()).endedWith(0).printed("Hello");
    }

    @Test
    void waiting_for_a_java_migration_needs_no_flyway_in_the_application() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts sql = Scripts.person();
        assertThat(app(Database.POSTGRESQL, sql, database, List.of()).run()).endedWith(0);

        assertThat(app(Database.POSTGRESQL, scripts(FlywayLibrary.V7_1), database, FlywayLibrary.tooOld("7.0.4"))
                        .environment("AUTO_MIGRATE_MODE", "wait")
                        .environment("AUTO_MIGRATE_LOCK_TIMEOUT", "1s")
                        .run())
                .endedWith(75)
                .printedNothing()
                .told("1 to go, next is db.migration.V3__insert_grace");
    }

    @ParameterizedTest
    @EnumSource(names = {"V7_1", "V13_12"})
    void a_version_as_class_and_as_script_is_refused_with_both_places(FlywayLibrary flyway) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        Scripts both = scripts(flyway).versioned("3", "same_version", "SELECT 1;");
        assertThat(app(Database.POSTGRESQL, both, database, flyway.files()).run())
                .endedWith(78)
                .printedNothing()
                .told("Found more than one migration with version 3", "V3__same_version.sql", "V3__insert_grace")
                .told("nothing was changed")
                .saidNothingElse();
        assertThat(database.tables()).doesNotContain("person");
    }

    @Test
    void without_a_flyway_java_migrations_stop_the_start() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);

        assertThat(app(Database.POSTGRESQL, scripts(FlywayLibrary.V13_12), database, List.of())
                        .run())
                .endedWith(78)
                .printedNothing()
                .told("db.migration.V3__insert_grace", "add org.flywaydb:flyway-core 7.1 or newer")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void a_missing_module_of_flyway_is_named_with_its_artifact() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        List<Path> core = FlywayLibrary.V13_12.files().stream()
                .filter(file -> file.endsWith("flyway-core.jar"))
                .toList();

        assertThat(app(Database.POSTGRESQL, scripts(FlywayLibrary.V13_12), database, core)
                        .run())
                .endedWith(78)
                .told("org.flywaydb:flyway-database-postgresql")
                .saidNothingElse();
    }

    @Test
    void the_agents_own_flyway_is_used_when_it_is_asked_for() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);

        assertThat(app(Database.POSTGRESQL, scripts(FlywayLibrary.V9_22), database, FlywayLibrary.V9_22.files())
                        .environment("AUTO_MIGRATE_ENGINE", "bundled")
                        .run())
                .endedWith(0)
                .told(
                        "\"db.migration.V3__insert_grace\" is not run, because of AUTO_MIGRATE_ENGINE=bundled",
                        "2 applied")
                .saidNothingElse();
    }

    @Test
    void the_applications_flyway_is_used_when_it_is_asked_for() {
        FreshDatabase database = Database.H2_FILE.create(folder);

        assertThat(app(Database.H2_FILE, Scripts.person(), database, FlywayLibrary.V13_12.files())
                        .environment("AUTO_MIGRATE_ENGINE", "application")
                        .run())
                .endedWith(0)
                .told("Flyway 13.12.0 of the application migrates (AUTO_MIGRATE_ENGINE=application)", "2 applied")
                .saidNothingElse();
    }

    @ParameterizedTest
    @CsvSource({
        "derby, 'jdbc:derby:%s/shop;create=true', org.flywaydb:flyway-database-derby",
        "hsqldb, 'jdbc:hsqldb:file:%s/shop', org.flywaydb:flyway-database-hsqldb"
    })
    void a_database_that_the_agent_does_not_know_is_left_to_the_applications_flyway(
            String library, String url, String module) {
        FreshDatabase database = new FreshDatabase(url.formatted(folder), "sa", "secret word");
        List<Path> driver = Library.files(library);
        List<Path> all = new ArrayList<>(driver);
        all.addAll(FlywayLibrary.V12_4.files());

        FinishedJvm without = UnderAgent.start(
                        new Application(Hello.class, Scripts.person(), driver, List.of()), database, folder)
                .directory(folder)
                .run();
        assertThat(without).endedWith(78).told(module).saidNothingElse();

        assertThat(UnderAgent.start(new Application(Hello.class, Scripts.person(), all, List.of()), database, folder)
                        // Derby writes its log there.
                        .directory(folder)
                        .run())
                .endedWith(0)
                .told("of the application migrates (the agent's has no module for " + library + ")", "2 applied")
                .saidNothingElse();
    }
}
