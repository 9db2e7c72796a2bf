package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Spring Boot's auto-configuration of Flyway stays switched on: 2.7 with Flyway 8.5, 3.5 with 11.7, 4.1 with 12. The second Flyway finds
 * nothing pending, and the history as the first one wrote it.
 */
@Execution(ExecutionMode.CONCURRENT)
class SpringFlywayIT {
    private static final String NOTHING_TO_DO = "Schema \"public\" is up to date. No migration necessary.";

    @TempDir
    private Path folder;

    private static ChildJvm start(String module, FreshDatabase database) {
        Path jar = Path.of(System.getProperty("it.spring-boot"), module, "target", "shop-with-flyway.jar");
        // Spring's own variables: the agent needs no other.
        return ChildJvm.of(Jdk.running())
                .jar(jar.toAbsolutePath().normalize())
                .environment(Map.of(
                        "SPRING_DATASOURCE_URL", database.url(),
                        "SPRING_DATASOURCE_USERNAME", database.user(),
                        "SPRING_DATASOURCE_PASSWORD", database.password()));
    }

    private static List<String> rows(FreshDatabase database) {
        return database.query("SELECT * FROM flyway_schema_history ORDER BY installed_rank");
    }

    @ParameterizedTest
    @MethodSource("io.automigrate.it.host.SpringApp#someModules")
    void the_applications_flyway_finds_nothing_to_do_after_the_agent(String module) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = start(module, database);

        FinishedJvm migrated = app.agentVariable(AgentJar.path()).run();
        List<String> rows = rows(database);
        FinishedJvm alone = app.run();

        assertThat(migrated)
                .endedWith(0)
                .told("SPRING_DATASOURCE_URL", "10 applied, version 10")
                .printed(NOTHING_TO_DO)
                .saidNothingElse()
                .wroteLike(alone);
        assertThat(alone).endedWith(0).printed(NOTHING_TO_DO);
        assertThat(rows).hasSize(10).isEqualTo(rows(database));
    }

    @ParameterizedTest
    @MethodSource("io.automigrate.it.host.SpringApp#someModules")
    void the_agent_finds_nothing_to_do_after_the_applications_flyway(String module) {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = start(module, database);

        assertThat(app.run()).endedWith(0).printed("Successfully applied 10 migrations");
        List<String> rows = rows(database);

        assertThat(app.agentVariable(AgentJar.path()).run())
                .endedWith(0)
                .toldMatching("up to date at version 10, nothing pending")
                .printed(NOTHING_TO_DO)
                .saidNothingElse();
        assertThat(rows).hasSize(10).isEqualTo(rows(database));
    }
}
