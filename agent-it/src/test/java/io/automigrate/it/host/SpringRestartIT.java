package io.automigrate.it.host;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Folders;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.FinishedJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Spring Boot's DevTools, which run an application once more in the same JVM when a class has changed. */
@Execution(ExecutionMode.CONCURRENT)
class SpringRestartIT {
    private static final String FILE = "application.properties";

    @TempDir
    private Path folder;

    private FreshDatabase database;
    private SpringApp app;
    private Path classes;

    @BeforeEach
    void copyApplication() throws IOException {
        database = Database.POSTGRESQL.create(folder);
        app = new SpringApp(folder);
        classes = folder.resolve("classes");
        Folders.copy(SpringApp.classes("boot3"), classes);
    }

    @Test
    void an_application_that_devtools_restart_is_migrated_for_once() throws IOException {
        app.with(database, settings(true));

        try (RunningJvm running = app.startWithDevTools(classes).start()) {
            running.awaitLine("first query");
            app.with(database, settings(false));
            Path changed = classes.resolve(SpringApp.MAIN.replace('.', '/') + ".class");
            Files.setLastModifiedTime(changed, FileTime.fromMillis(0));
            FinishedJvm finished = running.finish();

            assertThat(finished)
                    .told("10 scripts in classpath:db/migration", "10 applied, version 10")
                    .printed("[  restartedMain]", "the second run")
                    .saidNothingElse();
            assertThat(finished.story())
                    .filteredOn(line -> line.contains("auto-migrate "))
                    .hasSize(1);
        }
    }

    /** The first run waits for a change, the second run ends when it is done. */
    private static String settings(boolean isFirst) {
        return """
                spring.application.name=%s
                spring.main.keep-alive=%s
                spring.devtools.restart.poll-interval=200ms
                spring.devtools.restart.quiet-period=100ms
                spring.devtools.livereload.enabled=false
                """.formatted(isFirst ? "the first run" : "the second run", isFirst);
    }
}
