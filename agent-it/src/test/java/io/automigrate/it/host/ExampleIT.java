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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The applications below {@code examples}, as their own build made them: real frameworks, without a word to the agent. */
class ExampleIT {
    @TempDir
    private Path folder;

    private FreshDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Database.H2_FILE.create(folder.resolve("database"));
    }

    /**
     * An example.
     *
     * @param jar what is started, below {@code examples}
     * @param variables the names of URL, user and password, which the agent discovers
     * @param host what the agent says it is
     * @param jdk to start it with
     */
    record Example(String jar, List<String> variables, String host, Jdk jdk) {
        static final List<String> SPRING =
                List.of("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
        static final List<String> PLATFORM =
                List.of("JDBC_DATABASE_URL", "JDBC_DATABASE_USERNAME", "JDBC_DATABASE_PASSWORD");

        Path file() {
            return Path.of(System.getProperty("it.examples")).resolve(jar);
        }

        ChildJvm jvm(FreshDatabase database) {
            return ChildJvm.of(jdk)
                    .environment(Map.of(
                            variables.get(0), database.url(),
                            variables.get(1), database.user(),
                            variables.get(2), database.password()));
        }

        @Override
        public String toString() {
            return jar + ", " + jdk;
        }
    }

    static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (Jdk jdk : Jdk.supported()) {
            examples.add(new Example("plain/target/shop.jar", Example.PLATFORM, "plain application", jdk));
            examples.add(new Example("spring-boot/target/shop.jar", Example.SPRING, "Spring Boot launcher", jdk));
            examples.add(new Example("quarkus/target/quarkus-app/quarkus-run.jar", Example.PLATFORM, "Quarkus", jdk));
            examples.add(new Example("quarkus/target/shop-runner.jar", Example.PLATFORM, "Quarkus", jdk));
        }
        return examples;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void an_example_finds_its_tables_when_it_starts(Example example) {
        ChildJvm jvm = example.jvm(database).jar(example.file()).agentVariable(AgentJar.path());

        assertThat(jvm.run()).endedWith(0).told(example.host(), "3 applied").printed("Teapot: 24.90");
        assertThat(jvm.run()).endedWith(0).told("up to date at version 3").printed("Teapot: 24.90");
    }

    /** Also with the log manager that it has without the agent: a driver in premain would have fixed another one. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void an_example_logs_as_it_does_alone(Example example) {
        ChildJvm alone = example.jvm(database).jar(example.file());
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
    @MethodSource("quarkus")
    void a_failing_migration_ends_quarkus_before_its_application_starts(Example example) throws IOException {
        Path copy = folder.resolve("quarkus");
        Folders.copy(example.file().getParent(), Files.createDirectories(folder).resolve("quarkus"));
        Path broken = new JarBuilder()
                .add(Scripts.none().versioned("4", "broken", "NO SQL;"))
                .write(folder.resolve("broken.jar"));
        ChildJvm jvm = example.jvm(database)
                .environment("AUTO_MIGRATE_CLASSPATH", broken.toString())
                .jar(copy.resolve(example.file().getFileName()))
                .agentVariable(AgentJar.path());

        assertThat(jvm.run()).endedWith(70).told("V4__broken.sql").didNotPrint("Teapot", "log manager");
        assertThat(jvm.environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false").run())
                .endedWith(0)
                .printed("Teapot: 24.90", "log manager: org.jboss.logmanager.LogManager");
    }

    static List<Example> quarkus() {
        return examples().stream()
                .filter(example -> example.host().equals("Quarkus")
                        && example.jdk().equals(Jdk.running())
                        && example.jar().contains("quarkus-run"))
                .toList();
    }
}
