package io.automigrate.it.equality;

import io.automigrate.it.SampledEnumSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The agent migrates exactly what Quarkus' own Flyway would migrate, whether Quarkus' Flyway migrates as well or not. A build runs a
 * sample of the configurations; {@code -Dit.full} runs all.
 */
@Execution(ExecutionMode.CONCURRENT)
class QuarkusEqualityIT {
    private static final Path JAR = Path.of(System.getProperty("it.frameworks"))
            .resolve("quarkus-flyway/target/quarkus-app/quarkus-run.jar")
            .toAbsolutePath()
            .normalize();
    private static final String SWITCH = "QUARKUS_FLYWAY_MIGRATE_AT_START";
    private static final String SWITCH_OF_USERS = "QUARKUS_FLYWAY_USERS_MIGRATE_AT_START";

    /** The name of a script has its folder in Quarkus' histories only. Flyway does not compare these names. */
    private static final String FOLDER_OF_QUARKUS = "| db/migration/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @SampledEnumSource(rows = 1)
    void the_agent_writes_what_the_flyway_of_quarkus_writes(QuarkusSetup configuration) throws IOException {
        new Starts(folder, (jvm, home) -> jvm.jar(JAR), configuration.setup())
                .compare(
                        Map.of(SWITCH, "true", SWITCH_OF_USERS, "true"),
                        Map.of(SWITCH, "false", SWITCH_OF_USERS, "false"),
                        line -> line.replace(FOLDER_OF_QUARKUS, "| "));
    }
}
