package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.RunningJvm;
import io.automigrate.it.jvm.Sample;
import io.automigrate.it.net.FreePort;
import io.automigrate.it.net.WebPage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Applications as the builds of their frameworks make them, without a word to the agent: those below {@code examples}, and more of the
 * kind for the tests alone.
 */
@Execution(ExecutionMode.CONCURRENT)
class ExampleIT {
    private static final Path EXAMPLES = Path.of(System.getProperty("it.examples"));
    private static final Path FRAMEWORKS = Path.of(System.getProperty("it.frameworks"));
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder.resolve("database"));
    }

    /**
     * An application.
     *
     * @param jar the jar to start
     * @param variables the names of URL, user and password, which the agent discovers
     * @param host the name of the host in the agent's log
     * @param jdk to start it with
     */
    record Example(Path jar, List<String> variables, String host, Jdk jdk) {
        static final List<String> SPRING =
                List.of("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
        static final List<String> PLATFORM =
                List.of("JDBC_DATABASE_URL", "JDBC_DATABASE_USERNAME", "JDBC_DATABASE_PASSWORD");

        ChildJvm jvm(FreshDatabase database) {
            return connected(ChildJvm.of(jdk).jar(jar), database);
        }

        ChildJvm connected(ChildJvm jvm, FreshDatabase database) {
            return jvm.environment(Map.of(
                    variables.get(0), database.url(),
                    variables.get(1), database.user(),
                    variables.get(2), database.password()));
        }

        @Override
        public String toString() {
            Path parent = jar.startsWith(EXAMPLES) ? EXAMPLES : FRAMEWORKS;
            return parent.relativize(jar) + ", " + jdk;
        }
    }

    /** The examples by turns on the JDKs, and the other applications on one. */
    static List<Example> examples() {
        List<Integer> forms = List.of(0, 1, 2, 3);
        List<Example> examples = new ArrayList<>(
                Sample.of(Jdk.supported(), forms, (jdk, form) -> ofProject(jdk).get(form)));
        examples.addAll(ofFrameworks());
        return Sample.spread(examples, 4);
    }

    static List<Example> examplesOnOneJdk() {
        List<Example> examples = new ArrayList<>(ofProject(Jdk.running()));
        examples.addAll(ofFrameworks());
        return Sample.spread(examples, 3);
    }

    private static List<Example> ofProject(Jdk jdk) {
        List<Example> examples = new ArrayList<>();
        examples.add(
                new Example(EXAMPLES.resolve("plain/target/shop.jar"), Example.PLATFORM, "plain application", jdk));
        examples.add(new Example(
                EXAMPLES.resolve("spring-boot/target/shop.jar"), Example.SPRING, "Spring Boot launcher", jdk));
        examples.addAll(quarkus(EXAMPLES.resolve("quarkus/target"), jdk));
        return examples;
    }

    private static List<Example> ofFrameworks() {
        List<Example> examples = new ArrayList<>(quarkus(FRAMEWORKS.resolve("quarkus-3.8/target"), Jdk.running()));
        examples.add(new Example(
                FRAMEWORKS.resolve("micronaut/target/shop.jar"), Example.PLATFORM, "plain application", Jdk.running()));
        return examples;
    }

    /** Returns the two forms of the application. */
    private static List<Example> quarkus(Path target, Jdk jdk) {
        return List.of(
                new Example(target.resolve("quarkus-app/quarkus-run.jar"), Example.PLATFORM, "Quarkus", jdk),
                new Example(target.resolve("shop-runner.jar"), Example.PLATFORM, "Quarkus", jdk));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void an_example_finds_its_tables_when_it_starts(Example example) {
        ChildJvm jvm = example.jvm(database).agentVariable(AgentJar.path());

        assertThat(jvm.run()).endedWith(0).told(example.host(), "3 applied").printed("Teapot: 24.90");
        assertThat(jvm.run()).endedWith(0).told("up to date at version 3").printed("Teapot: 24.90");
    }

    /** Also with the log manager that it has without the agent: a driver in premain would have fixed another one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examplesOnOneJdk")
    void an_example_logs_as_it_does_alone(Example example) {
        ChildJvm alone = example.jvm(database);
        assertThat(alone.agentVariable(AgentJar.path()).run()).endedWith(0);

        FinishedJvm migrated = alone.agentVariable(AgentJar.path()).run();

        assertThat(withoutNumbers(migrated)).isEqualTo(withoutNumbers(alone.run()));
    }

    private static List<String> withoutNumbers(FinishedJvm jvm) {
        return jvm.out()
                .text()
                .lines()
                .map(line -> line.replaceAll("[0-9]+", "#"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examplesOnOneJdk")
    void a_failing_migration_ends_the_process_before_the_application_starts(Example example) throws IOException {
        ChildJvm jvm = broken(example).agentVariable(AgentJar.path());

        assertThat(jvm.run()).endedWith(70).told("V4__broken.sql").didNotPrint("Teapot", "log manager", "The shop is");
        assertThat(jvm.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false").run())
                .endedWith(0)
                .told("FAILED, but the application starts anyway")
                .printed(
                        "Teapot: 24.90",
                        example.host().equals("Quarkus") ? "log manager: org.jboss.logmanager.LogManager" : "");
    }

    /** With one script more, which fails behind those of the application. */
    private ChildJvm broken(Example example) throws IOException {
        Path broken = new JarBuilder()
                .add(Scripts.none().versioned("4", "broken", "NO SQL;"))
                .write(folder.resolve("broken.jar"));
        return example.jvm(database).environment("AUTO_MIGRATE_CLASSPATH", broken.toString());
    }

    /** Returns the folder in which {@code -Djarmode=tools … extract} has unpacked the jar. */
    @ParameterizedTest
    @MethodSource("io.automigrate.it.jvm.Jdk#supported")
    void a_spring_boot_jar_may_be_unpacked_by_its_own_tool(Jdk jdk) {
        Example boot = new Example(EXAMPLES.resolve("spring-boot/target/shop.jar"), Example.SPRING, "", jdk);
        Path unpacked = folder.resolve("unpacked");
        assertThat(ChildJvm.of(jdk)
                        .property("jarmode", "tools")
                        .jar(boot.jar(), "extract", "--destination", unpacked.toString())
                        .environment(database.forAgent())
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(0)
                .neverSaid("[Migration]");

        assertThat(boot.connected(ChildJvm.of(jdk).jar(unpacked.resolve("shop.jar")), database)
                        .agentVariable(AgentJar.path())
                        .run())
                .endedWith(0)
                .told("plain application", "3 applied")
                .printed("Teapot: 24.90", "The shop is open");
    }

    /** Java 21 is what it needs. */
    static List<Jdk> helidon() {
        return Jdk.supported().stream().filter(jdk -> jdk.feature() >= 21).toList();
    }

    @ParameterizedTest
    @MethodSource("helidon")
    void helidon_finds_its_tables_when_its_classes_are_initialised(Jdk jdk) throws Exception {
        ChildJvm jvm = helidon(jdk).jvm(database).agentVariable(AgentJar.path());

        assertThat(runUntilServed(jvm)).told("plain application", "3 applied");
        assertThat(runUntilServed(jvm)).told("up to date at version 3");
    }

    @ParameterizedTest
    @MethodSource("helidon")
    void a_failing_migration_ends_helidon_before_it_serves(Jdk jdk) throws Exception {
        ChildJvm jvm = broken(helidon(jdk)).agentVariable(AgentJar.path());

        assertThat(jvm.run()).endedWith(70).told("V4__broken.sql").printedNothing();
        assertThat(runUntilServed(jvm.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false")))
                .told("FAILED, but the application starts anyway");
    }

    private static FinishedJvm runUntilServed(ChildJvm jvm) throws Exception {
        try (RunningJvm running = jvm.start()) {
            String url = running.awaitLine("http://localhost:").text();
            assertThat(WebPage.read(url, PATIENCE)).contains("Teapot: 24.90");
            return running.terminate().finish();
        }
    }

    /** The libraries are beside the jar. */
    private Example helidon(Jdk jdk) throws IOException {
        List<Path> libraries = Folders.walk(FRAMEWORKS.resolve("helidon/target/libs")).stream()
                .filter(Files::isRegularFile)
                .toList();
        Path source = FRAMEWORKS.resolve("helidon/src/main/java/com/example/shop/ShopApplication.java");
        assertThat(ChildJvm.of(jdk.tool("javac"))
                        .options("-proc:none", "-cp", join(libraries))
                        .options("-d", folder.resolve("classes").toString())
                        .application(source.toString())
                        .run())
                .endedWith(0);
        Path jar = new JarBuilder()
                .add(folder.resolve("classes"))
                .add(EXAMPLES.resolve("plain/src/main/resources"))
                .attribute("Main-Class", "com.example.shop.ShopApplication")
                .classPath(libraries.stream()
                        .map(library -> library.toUri().toString())
                        .toArray(String[]::new))
                .write(folder.resolve("shop.jar"));
        return new Example(jar, Example.PLATFORM, "plain application", jdk);
    }

    private static String join(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The build has run already, so the script gets a Maven that only prints its arguments. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "pool", "spring-boot", "quarkus"})
    void an_example_is_started_by_its_one_command(String example) throws IOException {
        Files.deleteIfExists(EXAMPLES.resolve(example + "/target/shop.mv.db"));

        assertThat(command(example).run())
                .endedWith(0)
                .printed("mvn -q -B -ntp -DskipTests -pl agent,examples/" + example + " -am package", "Teapot: 24.90")
                .told("3 applied");
        assertThat(command(example).run()).endedWith(0).printed("Teapot: 24.90").told("up to date");
    }

    @Test
    void the_web_application_is_started_by_its_one_command() throws Exception {
        Files.deleteIfExists(EXAMPLES.resolve("tomcat-war/target/shop.mv.db"));
        int port = FreePort.pick();

        try (RunningJvm tomcat = command("tomcat-war")
                .environment("PORT", Integer.toString(port))
                .start()) {
            assertThat(WebPage.read("http://localhost:" + port + "/shop/products", PATIENCE))
                    .contains("Teapot: 24.90");
            assertThat(tomcat.terminate().finish()).told("Tomcat", "3 applied");
        }
    }

    private ChildJvm command(String example) throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path maven = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho mvn \"$@\"\n");
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        return ChildJvm.of(Path.of("/bin/sh"))
                .environment("PATH", tools + ":" + Jdk.running().home().resolve("bin") + ":/usr/bin:/bin")
                .options(EXAMPLES.resolve(example).resolve("run.sh").toString());
    }
}
