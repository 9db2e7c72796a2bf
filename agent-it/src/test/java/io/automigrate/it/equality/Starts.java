package io.automigrate.it.equality;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Starts one application with one setup in several ways, each time on a fresh database.
 *
 * @param folder the folder for the working directories
 * @param program adds the application to a JVM
 * @param setup the configuration
 */
record Starts(Path folder, Program program, Setup setup) {
    /** The application. */
    interface Program {
        ChildJvm start(ChildJvm jvm, Path home);
    }

    /**
     * A start and what it left.
     *
     * @param content the tables and their rows
     */
    record Result(FinishedJvm jvm, List<String> content) {
        boolean hasFailed() {
            return jvm.exitCode() != 0;
        }
    }

    /** Starts the application without the agent. */
    Result withoutAgent(Map<String, String> more) throws IOException {
        return run(jvm -> jvm.environment(more));
    }

    /** Starts the application with the agent. */
    Result withAgent(Map<String, String> more) throws IOException {
        return run(jvm -> jvm.environment(more).agentVariable(AgentJar.path()));
    }

    private Result run(UnaryOperator<ChildJvm> change) throws IOException {
        Path home = Files.createTempDirectory(folder, "app");
        FreshDatabase database = Database.POSTGRESQL.create(home);
        Setup real = setup.prepare(home, database);
        ChildJvm jvm = ChildJvm.of(Jdk.running())
                .directory(home)
                .environment(real.environment())
                .options(real.options().toArray(String[]::new));
        FinishedJvm finished = change.apply(program.start(jvm, home)).run();
        return new Result(finished, DatabaseContent.of(database));
    }

    /**
     * Compares the framework's Flyway alone, the agent alone, and both.
     *
     * @param on the variables that let the framework's Flyway migrate
     * @param off the variables that let it rest and the agent migrate
     * @param known takes a known difference out of a line of the framework's Flyway
     */
    void compare(Map<String, String> on, Map<String, String> off, UnaryOperator<String> known) throws IOException {
        Result flyway = withoutAgent(on);
        Result agent = withAgent(off);
        Result both = withAgent(on);

        for (Result result : List.of(agent, both)) {
            assertThat(result.hasFailed())
                    .as("the start has failed\n%s\nwithout the agent\n%s", result.jvm(), flyway.jvm())
                    .isEqualTo(flyway.hasFailed());
            assertThat(result.content())
                    .as("%s\nwithout the agent\n%s", result.jvm(), flyway.jvm())
                    .isEqualTo(flyway.content().stream().map(known).toList());
            if (!flyway.hasFailed()) {
                // Otherwise the test would compare nothing with nothing.
                assertThat(result.content()).isNotEmpty();
                assertThat(result.jvm()).toldMatching("Migrations completed successfully: [0-9]+ applied");
            }
        }
    }
}
