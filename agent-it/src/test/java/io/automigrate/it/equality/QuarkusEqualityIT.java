package io.automigrate.it.equality;

import io.automigrate.it.SampledEnumSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** The variables of the default data source, of the one that is called "users", and of the one with quotes around its name. */
    private static final List<String> SWITCHES = List.of(
            "QUARKUS_FLYWAY_MIGRATE_AT_START",
            "QUARKUS_FLYWAY_USERS_MIGRATE_AT_START",
            "QUARKUS_FLYWAY__ORDERS__MIGRATE_AT_START");

    /** The name of a script has its folder in Quarkus' histories only. Flyway does not compare these names. */
    private static final String FOLDER_OF_QUARKUS = "| db/migration/";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @SampledEnumSource(rows = 1)
    void the_agent_writes_what_the_flyway_of_quarkus_writes(QuarkusSetup configuration) throws IOException {
        new Starts(folder, (jvm, home) -> jvm.jar(JAR), configuration.setup())
                .compare(switched("true"), switched("false"), line -> line.replace(FOLDER_OF_QUARKUS, "| "));
    }

    private static Map<String, String> switched(String value) {
        return SWITCHES.stream().collect(Collectors.toMap(name -> name, name -> value));
    }
}
