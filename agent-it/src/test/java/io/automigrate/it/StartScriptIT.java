package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.JarBuilder;
import io.automigrate.it.app.Library;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVMs of a start script, which have the settings of the application: helpers are left alone, and a broken application is not. */
@Execution(ExecutionMode.CONCURRENT)
class StartScriptIT {
    /** The file of the database, if a JVM makes one. */
    @TempDir
    private Path folder;

    @TempDir
    private Path outside;

    private ChildJvm underAgent(ChildJvm jvm) {
        return jvm.environment(Database.H2_FILE.create(folder).forAgent()).agentVariable(AgentJar.path());
    }

    /** {@code OPTS=$(java -cp tools Helper)} in the start script of a server, in a container that names the place of the scripts for all JVMs. */
    @ParameterizedTest
    @ValueSource(strings = {"", "classpath:db/shop", "classpath:db/shop,classpath:db/more", "classpath:db/**/shop"})
    void a_helper_of_a_start_script_runs_with_a_warning_that_names_the_helper(String locations) {
        ChildJvm helper = underAgent(ChildJvm.of(Jdk.running()).main(List.of(Application.classes()), Hello.class));

        assertThat((locations.isEmpty() ? helper : helper.environment("AUTO_MIGRATE_LOCATIONS", locations)).run())
                .endedWith(0)
                .printed("Hello from")
                .told("\"example.Hello\" has neither migration scripts nor the driver", "AUTO_MIGRATE_ONLY_FOR=")
                .told(locations.isEmpty() ? "classpath:db/migration" : locations.substring(0, 12));
        assertThat(folder).isEmptyDirectory();
    }

    /**
     * A JVM that has a sign of the application: the driver, a library, a script, or a folder that all JVMs of the container would miss.
     *
     * @param classPath the words {@code classes}, {@code jar}, {@code driver} and {@code scripts}
     * @param locations the value of the variable; {@code SCRIPTS} stands for a folder with scripts
     */
    @ParameterizedTest
    @CsvSource({
        "classes driver, classpath:db/shop",
        "classes driver, filesystem:/no/such/folder",
        "classes driver, ''",
        "jar driver, classpath:db/shop",
        "jar, classpath:db/shop",
        "jar, ''",
        "classes scripts, ''",
        "classes scripts, classpath:db/migration",
        "classes scripts, 'classpath:db/migration,classpath:db/shop'",
        "classes, filesystem:SCRIPTS",
        "classes, filesystem:/no/such/folder",
        "classes, 'classpath:db/shop,filesystem:/no/such/folder'",
        "classes, 'classpath:db/shop,filesystem:SCRIPTS'",
    })
    void a_jvm_that_may_be_the_application_ends_with_78(String classPath, String locations) throws IOException {
        Path scripts = Scripts.person().writeTo(outside.resolve("scripts"));
        List<Path> elements = new ArrayList<>();
        for (String word : classPath.split(" ")) {
            elements.add(
                    switch (word) {
                        case "classes" -> Application.classes();
                        case "jar" ->
                            new JarBuilder().add(Application.classes()).write(outside.resolve("app.jar"));
                        case "driver" -> Library.H2.file();
                        default -> scripts;
                    });
        }
        ChildJvm app = underAgent(ChildJvm.of(Jdk.running()).main(elements, Hello.class));
        String value = locations.replace("SCRIPTS", scripts.toString());

        FinishedJvm ended = (value.isEmpty() ? app : app.environment("AUTO_MIGRATE_LOCATIONS", value)).run();

        assertThat(ended).endedWith(78).printedNothing();
        if (!classPath.contains("driver")) {
            assertThat(ended)
                    .toldMatching("program: +" + Hello.class.getName())
                    .told("if \"" + Hello.class.getName() + "\" is not the application, set AUTO_MIGRATE_ONLY_FOR");
        }
        assertThat(folder).isEmptyDirectory();
    }
}
