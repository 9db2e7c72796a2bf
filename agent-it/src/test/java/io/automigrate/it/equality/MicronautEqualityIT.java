package io.automigrate.it.equality;

import io.automigrate.it.SampledEnumSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * The agent migrates exactly what Micronaut's own Flyway would migrate, whether Micronaut's Flyway migrates as well or not. A build runs
 * a sample of the configurations; {@code -Dit.full} runs all.
 */
@Execution(ExecutionMode.CONCURRENT)
class MicronautEqualityIT {
    private static final Path TARGET = Path.of(System.getProperty("it.frameworks"))
            .resolve("micronaut-flyway/target")
            .toAbsolutePath()
            .normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @SampledEnumSource(rows = 1)
    void the_agent_writes_what_the_flyway_of_micronaut_writes(MicronautSetup configuration) throws IOException {
        // The agent does not migrate for an application whose Flyway is switched off, unless it is told to.
        new Starts(
                        folder,
                        (jvm, home) -> jvm.options(
                                        "-cp",
                                        home.resolve("config") + ":" + TARGET.resolve("shop.jar") + ":"
                                                + TARGET.resolve("libs") + "/*")
                                .application("com.example.shop.ShopApplication"),
                        configuration.setup())
                .compare(Map.of(), Map.of("FLYWAY_ENABLED", "false", "AUTO_MIGRATE", "true"), UnaryOperator.identity());
    }
}
