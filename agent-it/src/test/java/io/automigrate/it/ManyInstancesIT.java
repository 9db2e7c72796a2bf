package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many instances start together on an empty database: every script is applied once, and all of them start. */
class ManyInstancesIT {
    private static final int SCRIPTS = 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 6", "MARIADB, 6", "H2_SERVER, 6", "SQLITE, 3"})
    void every_script_is_applied_once(Database kind, int instances) {
        FreshDatabase database = kind.create(folder);

        start(kind, database, instances);

        assertThat(database.history())
                .hasSize(SCRIPTS)
                .doesNotHaveDuplicates()
                .noneMatch(row -> row.contains("failed"));
    }

    private static Scripts scripts(Database kind) {
        Scripts scripts = Scripts.none();
        for (int version = 1; version <= SCRIPTS; version++) {
            scripts = scripts.versioned(
                    Integer.toString(version), "table", "CREATE TABLE t" + version + " (id INT);\n" + pause(kind));
        }
        return scripts;
    }

    /** Starts so many at once, and waits until the application has run in each. */
    private void start(Database kind, FreshDatabase database, int instances) {
        ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, scripts(kind)), database, folder);
        List<RunningJvm> jvms = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            jvms.add(app.start().endInput());
        }

        for (RunningJvm jvm : jvms) {
            assertThat(jvm.finish()).endedWith(0).printed("Hello").saidNothingElse();
        }
    }

    private static String pause(Database kind) {
        return switch (kind) {
            case POSTGRESQL -> "SELECT pg_sleep(0.1);";
            case MARIADB -> "SELECT SLEEP(0.1);";
            case H2_SERVER -> "CREATE ALIAS IF NOT EXISTS pause FOR 'java.lang.Thread.sleep(long)';\nCALL pause(100);";
            default -> "";
        };
    }
}
