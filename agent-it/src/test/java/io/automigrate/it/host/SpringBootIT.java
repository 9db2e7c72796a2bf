package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.ReadsAtOnce;
import io.automigrate.it.SampledEnumSource;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.FlywayLibrary;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications whose scripts and driver are inside their own jar or war. */
@Execution(ExecutionMode.CONCURRENT)
class SpringBootIT {
    private static final String JAVA_MIGRATION = """
            package db.migration;
            public class V3__insert_grace extends org.flywaydb.core.api.migration.BaseJavaMigration {
                @Override public void migrate(org.flywaydb.core.api.migration.Context context) throws Exception {
                    try (java.sql.Statement statement = context.getConnection().createStatement()) {
                        statement.execute("INSERT INTO person (id, name) VALUES (2, '" + Class.forName(
                            "example.ReadsAtOnce", false, getClass().getClassLoader()).getSimpleName() + "')");
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder);
    }

    static List<Arguments> versionsAndForms() {
        List<Arguments> all = Arrays.stream(SpringBoot.values())
                .flatMap(version -> Arrays.stream(SpringBoot.Form.values())
                        .filter(version::has)
                        .map(form -> Arguments.of(version, form)))
                .toList();
        return Sample.spread(all, 10);
    }

    static List<Arguments> someVersionsAndForms() {
        List<Arguments> all =
                Sample.of(List.of(SpringBoot.values()), List.of(SpringBoot.Form.values()), Arguments::of).stream()
                        .filter(row -> ((SpringBoot) row.get()[0]).has((SpringBoot.Form) row.get()[1]))
                        .toList();
        return Sample.spread(all, 4);
    }

    @ParameterizedTest
    @MethodSource("versionsAndForms")
    void the_schema_is_there_before_the_first_class_of_the_application(SpringBoot version, SpringBoot.Form form) {
        ChildJvm app = install(Jdk.running(), version, form, Scripts.person());

        assertThat(app.run())
                .endedWith(0)
                .told(form.isPlain() ? "plain application" : "Spring Boot launcher")
                .told("2 scripts in classpath:db/migration", "2 applied")
                .printed("static initializer: Ada", "log manager: java.util.logging.LogManager")
                .saidNothingElse();
        assertThat(app.run()).endedWith(0).told("up to date at version 2").printed("static initializer: Ada");
        assertThat(database.history()).endsWith("1 create person", "2 insert ada");
    }

    @ParameterizedTest
    @MethodSource("someVersionsAndForms")
    void a_failing_migration_ends_the_process_before_any_class_of_the_application(
            SpringBoot version, SpringBoot.Form form) {
        assertThat(install(Jdk.running(), version, form, broken()).run())
                .endedWith(70)
                .printedNothing()
                .told("V3__broken.sql")
                .saidNothingElse();
    }

    @ParameterizedTest
    @SampledEnumSource
    void after_a_failure_that_is_tolerated_the_application_starts(SpringBoot version) {
        assertThat(install(Jdk.running(), version, SpringBoot.Form.JAR, broken())
                        .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")
                        .run())
                .endedWith(0)
                .told("V3__broken.sql")
                .printed("static initializer: Ada");
    }

    private static Scripts broken() {
        return Scripts.person().versioned("3", "broken", "NO SQL;");
    }

    @Test
    void tenants_are_migrated_before_the_first_class_of_the_application() {
        ChildJvm app = install(Jdk.running(), SpringBoot.V3_5, SpringBoot.Form.JAR, Scripts.person())
                .environment("AUTO_MIGRATE_TENANTS", "ACME,UMBRA")
                .environment("APP_URL", database.url() + ";SCHEMA=UMBRA");

        assertThat(app.run())
                .endedWith(0)
                .told("[ACME] Applying 2 of 2", "2 tenants: 0 up to date, 2 migrated")
                .printed("static initializer: Ada")
                .saidNothingElse();
        assertThat(app.run())
                .endedWith(0)
                .told("2 tenants: 2 up to date, 0 migrated")
                .printed("static initializer: Ada")
                .saidNothingElse();

        database.execute("CREATE TABLE \"UMBRA\".late (id INT)");
        Scripts late = Scripts.person().versioned("3", "late", "CREATE TABLE late (id INT);");
        assertThat(install(Jdk.running(), SpringBoot.V3_5, SpringBoot.Form.JAR, late)
                        .environment("AUTO_MIGRATE_TENANTS", "ACME,UMBRA")
                        .run())
                .endedWith(70)
                .printedNothing()
                .told("FAILED: Tenant \"UMBRA\": V3__late.sql, line 1")
                .toldMatching("migrated: +ACME")
                .saidNothingElse();
    }

    @Test
    void the_reports_end_before_any_class_of_the_application_is_loaded() throws IOException {
        Path status = folder.resolve("status.json");
        ChildJvm app = install(Jdk.running(), SpringBoot.values()[0], SpringBoot.Form.JAR, Scripts.person())
                .environment("AUTO_MIGRATE_STATUS_FILE", status.toString())
                .environment("AUTO_MIGRATE_HEALTH_PORT", Integer.toString(FreePort.pick()));

        assertThat(app.run())
                .endedWith(0)
                .told("answers /livez", "2 applied")
                .printed("static initializer: Ada", "log manager: java.util.logging.LogManager")
                .saidNothingElse();
        assertThat(status).content().contains("\"outcome\":\"succeeded\"", "\"versionAfter\":\"2\"");
    }

    @ParameterizedTest
    @SampledEnumSource
    void no_scripts_is_an_error_when_a_migration_was_asked_for(SpringBoot version) {
        assertThat(install(Jdk.running(), version, SpringBoot.Form.JAR, Scripts.none())
                        .run())
                .endedWith(78)
                .printedNothing()
                .told("No migration scripts found", "BOOT-INF/classes");
    }

    @ParameterizedTest
    @SampledEnumSource
    void a_tool_in_the_jar_is_left_alone(SpringBoot version) throws IOException {
        Path jar = version.pack(SpringBoot.Form.JAR, app(Scripts.person()), folder.resolve("app"));
        ChildJvm tool = version.tool(ChildJvm.of(Jdk.running()), jar, "help").environment(database.forBoth());

        FinishedJvm underAgent = tool.agentVariable(AgentJar.path()).run();
        assertThat(underAgent)
                .endedWith(0)
                .printed("extract")
                .neverSaid("[Migration]")
                .behavedLike(tool.run());
        assertThat(database.tables()).isEmpty();
    }

    static List<Arguments> versionsAndFlyways() {
        return Sample.spread(
                List.of(
                        Arguments.of(SpringBoot.V2_7, FlywayLibrary.V8_5),
                        Arguments.of(SpringBoot.V3_1, FlywayLibrary.V9_22),
                        Arguments.of(SpringBoot.V3_5, FlywayLibrary.V11_20),
                        Arguments.of(SpringBoot.V4_1, FlywayLibrary.V12_4)),
                2);
    }

    /** Only the launcher's class loader finds the class of the migration, and Flyway. */
    @ParameterizedTest
    @MethodSource("versionsAndFlyways")
    void a_java_migration_in_the_jar_runs_with_the_flyway_in_the_jar(SpringBoot version, FlywayLibrary flyway) {
        Scripts scripts = Scripts.person()
                .with(flyway.compile(
                        Map.of("db/migration/V3__insert_grace", JAVA_MIGRATION), folder.resolve("classes")));
        List<Path> libraries = new ArrayList<>(flyway.files());
        libraries.add(Library.H2.file());
        Application app = new Application(ReadsAtOnce.class, scripts, libraries, List.of());
        ChildJvm jvm = install(Jdk.running(), version, SpringBoot.Form.JAR, app);

        assertThat(jvm.run())
                .endedWith(0)
                .told("Flyway " + flyway.version() + " of the application migrates", "3 applied, version 3")
                .printed("static initializer: Ada", "log manager: java.util.logging.LogManager")
                .saidNothingElse();
        assertThat(database.query("SELECT name FROM person ORDER BY id")).containsExactly("Ada", "ReadsAtOnce");
        assertThat(jvm.run()).endedWith(0).told("up to date at version 3").saidNothingElse();
    }

    @ParameterizedTest
    @MethodSource("io.automigrate.it.jvm.Jdk#supported")
    void a_boot_jar_is_migrated_for_on_every_java(Jdk jdk) {
        assertThat(install(jdk, SpringBoot.V4_1, SpringBoot.Form.JAR, Scripts.person())
                        .run())
                .endedWith(0)
                .told("2 applied")
                .printed("static initializer: Ada")
                .saidNothingElse();
    }

    private static Application app(Scripts scripts) {
        return Application.of(ReadsAtOnce.class).with(Library.H2).with(scripts);
    }

    private ChildJvm install(Jdk jdk, SpringBoot version, SpringBoot.Form form, Scripts scripts) {
        return install(jdk, version, form, app(scripts));
    }

    private ChildJvm install(Jdk jdk, SpringBoot version, SpringBoot.Form form, Application app) {
        return version.install(ChildJvm.of(jdk), form, app, folder.resolve("app"))
                .environment(database.forBoth())
                .agentVariable(AgentJar.path());
    }
}
