package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import example.Hello;
import io.automigrate.it.app.Application;
import io.automigrate.it.app.Packaging;
import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.AgentJar;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.Jdk;
import io.automigrate.it.jvm.MemoryGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM in a control group that limits its memory, as that of a container. The kernel ends a JVM that needs more. */
@Execution(ExecutionMode.CONCURRENT)
class SmallMemoryIT {
    private static final int KILLED = 137;
    private static final String WARNING = "a migration needs about 100 MiB beside the application";

    @TempDir
    private Path folder;

    static List<Jdk> jdks() {
        return Jdk.supported();
    }

    private static MemoryGroup group(int mebibytes) throws IOException {
        Optional<MemoryGroup> group = MemoryGroup.limitedTo(mebibytes);
        assumeThat(group)
                .as("a control group with a limit on memory (root, and a kernel that has the memory controller here)")
                .isPresent();
        return group.orElseThrow();
    }

    /** Returns the start with the JVM's own choice of compilers and collector: they need memory, too. */
    private ChildJvm tenScripts(Jdk jdk, FreshDatabase database) {
        Scripts scripts = Scripts.none();
        for (int i = 1; i <= 10; i++) {
            scripts = scripts.versioned(Integer.toString(i), "table", "CREATE TABLE table" + i + " (id INT);");
        }
        return Packaging.FOLDERS
                .install(
                        ChildJvm.of(jdk.tool("java")),
                        Application.of(Hello.class)
                                .with(Database.POSTGRESQL.driver())
                                .with(scripts),
                        folder.resolve("app"))
                .environment(database.forAgent())
                .agentVariable(AgentJar.path());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void a_migration_that_may_not_fit_into_its_memory_is_announced_before_it_begins(Jdk jdk) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        try (MemoryGroup group = group(64)) {
            FinishedJvm ended = group.around(tenScripts(jdk, database)).run();

            assertThat(ended)
                    .told("This process may use 64 MiB of memory, and " + WARNING)
                    .told("if the process vanishes with exit code 137, the kernel has ended it");
            assertThat(ended.exitCode()).isIn(0, KILLED);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void a_migration_fits_into_the_memory_that_the_warning_asks_for(Jdk jdk) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        try (MemoryGroup group = group(100)) {
            assertThat(group.around(tenScripts(jdk, database)).run())
                    .endedWith(0)
                    .printed("Hello")
                    .told("10 applied, version 10")
                    .neverSaid(WARNING);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void a_start_that_is_up_to_date_fits_into_64_mebibytes(Jdk jdk) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        ChildJvm app = tenScripts(jdk, database);
        assertThat(app.run()).endedWith(0);
        try (MemoryGroup group = group(64)) {
            assertThat(group.around(app).run())
                    .endedWith(0)
                    .printed("Hello")
                    .toldMatching("up to date at version 10, nothing pending")
                    .neverSaid(WARNING);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void the_doctor_says_that_a_migration_may_not_fit(Jdk jdk) throws IOException {
        FreshDatabase database = Database.POSTGRESQL.create(folder);
        try (MemoryGroup group = group(99)) {
            assertThat(group.around(tenScripts(jdk, database).environment("AUTO_MIGRATE_COMMAND", "doctor"))
                            .run())
                    .endedWith(0)
                    .printed("! This process may use 99 MiB of memory")
                    .printed("raise the memory limit of the container or service");
        }
    }
}
