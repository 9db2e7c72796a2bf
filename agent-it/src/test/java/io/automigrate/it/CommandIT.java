package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code AUTO_MIGRATE_COMMAND}: the image of the application does something else than start it. */
class CommandIT {
    @TempDir
    private Path folder;

    /** The application would print a line, were it ever started. */
    private ChildJvm command(Database kind, Scripts scripts, FreshDatabase database, String command) {
        return UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder.resolve("app"))
                .environment("AUTO_MIGRATE_COMMAND", command);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB", "H2_FILE"})
    void the_day_of_an_operator(Database kind) {
        FreshDatabase database = kind.create(folder);

        assertThat(command(kind, Scripts.person(), database, "info").run())
                .endedWith(0)
                .printed("has no version, 2 pending", "create person")
                .didNotPrint("Hello")
                .saidNothingElse();
        assertThat(database.tables()).isEmpty();

        assertThat(command(kind, Scripts.person(), database, "validate").run())
                .endedWith(65)
                .printedNothing()
                .told("lacks 2 scripts")
                .saidNothingElse();

        assertThat(command(kind, Scripts.person(), database, "migrate").run())
                .endedWith(0)
                .printed("2 migrations applied, version 2")
                .didNotPrint("Hello")
                .told("Migrations completed successfully: 2 applied, version 2")
                .saidNothingElse();

        assertThat(command(kind, Scripts.person(), database, "wait").run())
                .endedWith(0)
                .printed("ready, version 2")
                .didNotPrint("Hello")
                .saidNothingElse();

        assertThat(command(kind, Scripts.person(), database, "info --json").run())
                .endedWith(0)
                .printed("{\"command\":\"info\",\"database\":\"" + database.url(), "\"state\":\"Success\"")
                .didNotPrint("Hello", "Pending")
                .saidNothingElse();
    }

    @Test
    void whatever_goes_wrong_the_application_is_not_started() {
        FreshDatabase database = Database.H2_FILE.create(folder);
        ChildJvm wrong = command(Database.H2_FILE, Scripts.person(), database, "inform")
                .environment("AUTO_MIGRATE_FAIL_ON_ERROR", "false");

        assertThat(wrong.run())
                .endedWith(78)
                .printedNothing()
                .told("no such command")
                .saidNothingElse();
        assertThat(wrong.environment("AUTO_MIGRATE_COMMAND", "migrate")
                        .environment("AUTO_MIGRATE_URL", "jdbc:nothing:x")
                        .run())
                .endedWith(78)
                .printedNothing()
                .told("No JDBC driver")
                .saidNothingElse();
    }
}
