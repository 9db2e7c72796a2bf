package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.ReadsAtOnce;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.host.SpringBoot;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of classes, which shorten a start: they are made by a run while an image is built, and used when the image runs. */
@Execution(ExecutionMode.CONCURRENT)
class ClassArchiveIT {
    private static final String FROM_ARCHIVE = "shared objects file";
    private static final String FROM_JAR = "file:";

    @TempDir
    private Path folder;

    private FreshDatabase database;
    private ChildJvm packed;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder);
    }

    /**
     * An application with an archive of its classes.
     *
     * @param jdk the JDK that makes the archive
     * @param isSpringBoot whether it waits for a hook, in a class that is in the archive
     */
    record Row(Jdk jdk, boolean isSpringBoot) {
        @Override
        public String toString() {
            return (isSpringBoot ? "Spring Boot, " : "plain, ") + jdk;
        }
    }

    static List<Row> withArchives() {
        return rows(Jdk.OLDEST);
    }

    static List<Row> withArchivesThatMakeThemselves() {
        return rows(19);
    }

    static List<Row> withCaches() {
        return rows(25);
    }

    private static List<Row> rows(int oldest) {
        return Jdk.supported().stream()
                .filter(jdk -> jdk.feature() >= oldest)
                .flatMap(jdk -> Stream.of(new Row(jdk, false), new Row(jdk, true)))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withArchives")
    void an_archive_that_was_made_without_the_agent_is_used(Row row) throws IOException {
        assertThat(start(row, "-XX:ArchiveClassesAtExit=app.jsa").run()).endedWith(0);

        assertThat(underAgent(start(row, "-XX:SharedArchiveFile=app.jsa", "-Xlog:class+load:file=loaded.log"))
                        .run())
                .endedWith(0)
                .told("2 applied")
                .printed("static initializer: Ada");
        assertThat(folder.resolve("loaded.log")).content().contains("shared objects file (top)");
    }

    /** The JVM makes no archive with an agent unless an option allows it. A Dockerfile therefore names the agent last. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("withArchives")
    void the_jvm_itself_refuses_to_make_one_with_an_agent(Row row) {
        assertThat(underAgent(start(row, "-XX:ArchiveClassesAtExit=app.jsa")).run())
                .endedWith(1)
                .neverSaid("[Migration]", "static initializer");
    }

    /** No run that only trains: the application is meant, whether or not the JVM also writes its archive. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("withArchivesThatMakeThemselves")
    void an_archive_that_makes_itself_has_to_be_there_before_the_agent(Row row) {
        String[] options = {"-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=app.jsa"};
        assertThat(underAgent(start(row, options)).run()).endedWith(1).neverSaid("[Migration]", "static initializer");

        assertThat(start(row, options).run()).endedWith(0);
        assertThat(underAgent(start(row, options)).run())
                .endedWith(0)
                .told("2 applied")
                .printed("static initializer: Ada");
    }

    /** The launcher that is hooked comes out of the cache as a class that is loaded already. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("withCaches")
    void a_cache_that_was_trained_with_the_agent_is_used(Row row) throws IOException {
        assertThat(underAgent(start(row, "-XX:AOTCacheOutput=app.aot")).run())
                .endedWith(0)
                .neverSaid("[Migration]");
        assertThat(database.tables()).isEmpty();

        ChildJvm app =
                underAgent(start(row, "-XX:AOTCache=app.aot", "-XX:AOTMode=on", "-Xlog:class+load:file=loaded.log"));
        assertThat(app.run()).endedWith(0).told("2 applied").printed("static initializer: Ada");
        assertThat(app.run()).endedWith(0).told("up to date at version 2").printed("static initializer: Ada");
        assertThat(loaded(row.isSpringBoot() ? ".JarLauncher" : "example.ReadsAtOnce", FROM_ARCHIVE))
                .isNotEmpty();
        assertThat(loaded("io.automigrate.Startup ", FROM_ARCHIVE)).isNotEmpty();
        assertThat(loaded(" io.automigrate.", FROM_JAR))
                .as("classes of the agent that are not from the cache")
                .allMatch(line ->
                        line.contains(" io.automigrate.bootstrap.") || line.contains(" io.automigrate.engine."));
    }

    /** An image whose cache was made before the agent came keeps the cache, if the module that each agent adds was there. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("withCaches")
    void a_cache_that_was_trained_without_the_agent_but_with_its_module_is_used(Row row) throws IOException {
        assertThat(start(row, "--add-modules=java.instrument", "-XX:AOTCacheOutput=app.aot")
                        .run())
                .endedWith(0);

        assertThat(underAgent(start(row, "-XX:AOTCache=app.aot", "-XX:AOTMode=on", "-Xlog:class+load:file=loaded.log"))
                        .run())
                .endedWith(0)
                .told("2 applied")
                .printed("static initializer: Ada");
        assertThat(loaded(row.isSpringBoot() ? ".JarLauncher" : "example.ReadsAtOnce", FROM_ARCHIVE))
                .isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withArchives")
    void the_doctor_says_whether_the_jvm_uses_the_archive(Row row) throws IOException {
        boolean isCache = row.jdk().feature() >= 25;
        String option = isCache ? "-XX:AOTCache=app.archive" : "-XX:SharedArchiveFile=app.archive";
        ChildJvm training =
                start(row, isCache ? "-XX:AOTCacheOutput=app.archive" : "-XX:ArchiveClassesAtExit=app.archive");
        assertThat((isCache ? underAgent(training) : training).run()).endedWith(0);

        FinishedJvm used = doctor(row, option);
        assertThat(used).printed("The JVM takes the application's classes from \"app.archive\"");

        Files.writeString(folder.resolve("app.archive"), "damaged");
        FinishedJvm dropped = doctor(row, option);
        assertThat(dropped).printed("The JVM does not take the application's classes from \"app.archive\"", "-Xlog:");
        if (isCache) {
            compare("doctor-archive-used", used);
            compare("doctor-archive-dropped", dropped);
        }
    }

    private static void compare(String name, FinishedJvm doctor) throws IOException {
        for (DocumentedBlock block : DocumentedBlock.named(name)) {
            block.shows(doctor.out()
                    .text()
                    .lines()
                    .filter(line -> line.contains("application's classes"))
                    .map(line -> line.replace("app.archive", "/app/shop.aot"))
                    .toList());
        }
    }

    private FinishedJvm doctor(Row row, String option) {
        return underAgent(start(row, option))
                .environment("AUTO_MIGRATE_COMMAND", "doctor")
                .run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withCaches")
    void a_training_run_whose_options_stand_in_a_file_is_left_alone(Row row) throws IOException {
        Files.writeString(folder.resolve("options"), "-XX:AOTCacheOutput=app.aot");

        assertThat(underAgent(start(row, "@options")).run()).endedWith(0).neverSaid("[Migration]");
        assertThat(database.tables()).isEmpty();
    }

    private List<String> loaded(String name, String source) throws IOException {
        return Files.readAllLines(folder.resolve("loaded.log")).stream()
                .filter(line -> line.contains(name) && line.contains("source: " + source))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withCaches")
    void a_cache_that_was_trained_without_any_agent_is_not_used(Row row) {
        assertThat(start(row, "-XX:AOTCacheOutput=app.aot").run()).endedWith(0);

        assertThat(underAgent(start(row, "-XX:AOTCache=app.aot", "-XX:AOTMode=on"))
                        .run())
                .endedWith(1)
                .neverSaid("[Migration]", "static initializer");
        assertThat(underAgent(start(row, "-XX:AOTCache=app.aot")).run())
                .endedWith(0)
                .told("2 applied")
                .printed("static initializer: Ada");
    }

    private static ChildJvm underAgent(ChildJvm app) {
        return app.agentVariable(AgentJar.path());
    }

    /** Packed once: an archive remembers the times of the jars. */
    private ChildJvm start(Row row, String... options) {
        if (packed == null) {
            Application app = Application.of(ReadsAtOnce.class).with(Library.H2).with(Scripts.person());
            ChildJvm jvm = ChildJvm.of(row.jdk());
            packed = row.isSpringBoot()
                    ? SpringBoot.V4_1.install(jvm, SpringBoot.Form.JAR, app, folder.resolve("app"))
                    : Packaging.EXECUTABLE_JAR.install(jvm, app, folder.resolve("app"));
        }
        return packed.options(options).directory(folder).environment(database.forBoth());
    }
}
