package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.ReadsAtOnce;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications whose scripts and driver are inside their own jar or war. */
class SpringBootIT {
    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder);
    }

    static Stream<Arguments> versionsAndForms() {
        return Arrays.stream(SpringBoot.values())
                .flatMap(version -> Arrays.stream(SpringBoot.Form.values()).map(form -> Arguments.of(version, form)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndForms")
    void the_schema_is_there_before_the_first_class_of_the_application(SpringBoot version, SpringBoot.Form form) {
        ChildJvm app = install(Jdk.running(), version, form, Scripts.person());

        assertThat(app.run())
                .endedWith(0)
                .told("Spring Boot launcher", "2 scripts in classpath:db/migration", "2 applied")
                .printed("static initializer: Ada", "log manager: java.util.logging.LogManager")
                .saidNothingElse();
        assertThat(app.run()).endedWith(0).told("up to date at version 2").printed("static initializer: Ada");
        assertThat(database.history()).endsWith("1 create person", "2 insert ada");
    }

    @ParameterizedTest
    @EnumSource
    void a_failing_migration_ends_the_process_before_any_class_of_the_application(SpringBoot version) {
        ChildJvm app = install(
                Jdk.running(), version, SpringBoot.Form.JAR, Scripts.person().versioned("3", "broken", "NO SQL;"));

        assertThat(app.run())
                .endedWith(70)
                .printedNothing()
                .told("V3__broken.sql")
                .saidNothingElse();
        assertThat(app.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false").run())
                .endedWith(0)
                .printed("static initializer: Ada");
    }

    @ParameterizedTest
    @EnumSource
    void no_scripts_is_an_error_when_a_migration_was_asked_for(SpringBoot version) {
        assertThat(install(Jdk.running(), version, SpringBoot.Form.JAR, Scripts.none())
                        .run())
                .endedWith(78)
                .printedNothing()
                .told("No migration scripts found", "BOOT-INF/classes");
    }

    @ParameterizedTest
    @EnumSource
    void a_tool_in_the_jar_is_left_alone(SpringBoot version) {
        ChildJvm app = install(Jdk.running(), version, SpringBoot.Form.JAR, Scripts.person())
                .property("jarmode", "tools");

        FinishedJvm tool = app.run();
        assertThat(tool.story()).isEmpty();
        assertThat(tool).behavedLike(app.withoutEnvironment("JAVA_TOOL_OPTIONS").run());
    }

    @ParameterizedTest
    @MethodSource("io.automigrate.it.jvm.Jdk#supported")
    void it_works_on_every_java(Jdk jdk) {
        assertThat(install(jdk, SpringBoot.V4_1, SpringBoot.Form.JAR, Scripts.person())
                        .run())
                .endedWith(0)
                .told("2 applied")
                .printed("static initializer: Ada")
                .saidNothingElse();
    }

    private ChildJvm install(Jdk jdk, SpringBoot version, SpringBoot.Form form, Scripts scripts) {
        Application app = Application.of(ReadsAtOnce.class).with(Library.H2).with(scripts);
        return version.install(ChildJvm.of(jdk), form, app, folder.resolve("app"))
                .environment(database.forBoth())
                .agentVariable(AgentJar.path());
    }
}
