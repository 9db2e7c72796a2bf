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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code AUTO_MIGRATE_COMMAND}: the image of the application does something else than start it. */
@Execution(ExecutionMode.CONCURRENT)
class CommandIT {
    @TempDir
    private Path folder;

    /** The application would print a line, were it ever started. */
    private ChildJvm command(Database kind, Scripts scripts, FreshDatabase database, String command) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"))
                .environment("AUTO_MIGRATE_COMMAND", command);
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE"})
    void the_day_of_an_operator(Database kind) {
        FreshDatabase database = kind.create(folder);

        assertThat(command(kind, Scripts.person(), database, "info").run())
                .endedWith(0)
                .printed("has no version, 2 pending", "create_person.sql", "\nNext: \"plan\"")
                .didNotPrint("Hello")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();

        assertThat(command(kind, Scripts.person(), database, "validate").run())
                .endedWith(65)
                .printedNothing()
                .told("lacks 2 scripts")
                .saidNothingElse();

        assertThat(command(kind, Scripts.person(), database, "migrate").run())
                .endedWith(0)
                .printed("2 migrations applied, version 2")
                .didNotPrint("Hello")
                .told("Migrations completed successfully: 2 applied, version 2")
                .saidNothingElse();

        assertThat(command(kind, Scripts.person(), database, "wait").run())
                .endedWith(0)
                .printed("ready, version 2")
                .didNotPrint("Hello")
                .saidNothingElse();

        assertThat(command(kind, Scripts.person(), database, "info --json").run())
                .endedWith(0)
                .printed("{\"command\":\"info\",\"database\":\"" + database.url(), "\"state\":\"Success\"")
                .didNotPrint("Hello", "Pending")
                .saidNothingElse();
    }

    @Test
    void a_plan_shows_what_would_run_and_what_it_means_for_others() {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        assertThat(command(Database.POSTGRESQL, Scripts.person(), database, "migrate")
                        .run())
                .endedWith(0);
        Scripts more = Scripts.person()
                .versioned("3", "index", "CREATE INDEX CONCURRENTLY person_name ON person (name);")
                .versioned("4", "size", "-- wider\nALTER TABLE person ALTER COLUMN name TYPE varchar(${size});")
                .file("afterMigrate.sql", "SELECT 1;");

        assertThat(command(Database.POSTGRESQL, more, database, "plan")
                        .environment("AUTO_MIGRATE_PLACEHOLDERS_SIZE", "200")
                        .run())
                .endedWith(0)
                .printed(
                        "is at version 2, 2 migrations would be applied",
                        "-- Callbacks that run as well: afterMigrate.sql",
                        "-- ! line 1: makes the script run outside a transaction",
                        "-- ! line 2: blocks reads and writes of \"person\"",
                        "TYPE varchar(200);")
                .didNotPrint("Hello")
                .saidNothingElse();
        assertThat(database.history()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void an_existing_schema_is_stamped_and_a_changed_script_accepted(Database kind) {
        FreshDatabase database = kind.create(folder);
        database.execute("CREATE TABLE person (id INT PRIMARY KEY, name VARCHAR(100) NOT NULL)");

        assertThat(command(kind, Scripts.person(), database, "migrate").run())
                .endedWith(65)
                .printedNothing()
                .saidNothingElse();
        assertThat(command(kind, Scripts.person(), database, "baseline").run())
                .endedWith(0)
                .printed(": stamped with version 1")
                .saidNothingElse();
        assertThat(command(kind, Scripts.person(), database, "migrate").run())
                .endedWith(0)
                .printed("1 migration applied, version 2");
        Scripts changed =
                Scripts.person().versioned("2", "insert ada", "INSERT INTO person VALUES (1, 'Ada'); -- first");
        assertThat(command(kind, changed, database, "repair --json").run())
                .endedWith(0)
                .printed("\"aligned\":[\"2 \\\"insert ada\\\"\"]")
                .saidNothingElse();
        assertThat(command(kind, changed, database, "validate").run())
                .endedWith(0)
                .printed(": valid, version 2")
                .didNotPrint("Hello");
    }

    @ParameterizedTest
    @SampledEnumSource(names = {"V7_15", "V9_22", "V13_12"})
    void the_flyway_of_the_application_has_the_same_answers(FlywayLibrary flyway) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        List<Path> libraries = new ArrayList<>(flyway.files());
        libraries.add(Library.POSTGRESQL.file());
        Application app = new Application(Hello.class, Scripts.person(), libraries, List.of());
        ChildJvm jvm = UnderAgent.start(app, database, folder.resolve("app"))
                .environment("AUTO_MIGRATE_ENGINE", "application");

        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "plan").run())
                .endedWith(0)
                .printed("-- 2 of 2: V2__insert_ada.sql");
        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "baseline").run())
                .endedWith(0)
                .printed(": stamped with version 1");
        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "info").run())
                .endedWith(0)
                .printed("BASELINE", "Pending")
                .didNotPrint("Hello");
        assertThat(jvm.environment("AUTO_MIGRATE_COMMAND", "repair").run())
                .endedWith(0)
                .printed("nothing to repair");
    }

    @Test
    void whatever_goes_wrong_the_application_is_not_started() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        ChildJvm wrong = command(Database.H2_FILE, Scripts.person(), database, "inform")
                .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false");

        assertThat(wrong.run())
                .endedWith(78)
                .printedNothing()
                .told("no such command")
                .saidNothingElse();
        assertThat(wrong.environment("AUTO_MIGRATE_COMMAND", "migrate")
                        .environment("AUTO_MIGRATE_URL", "jdbc:nothing:x")
                        .run())
                .endedWith(78)
                .printedNothing()
                .told("No JDBC driver")
                .saidNothingElse();
    }
}
