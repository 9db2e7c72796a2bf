package io.automigrate.it;

import static io.automigrate.it.jvm.JvmAssert.assertThat;

import io.automigrate.it.app.Scripts;
import io.automigrate.it.database.Database;
import io.automigrate.it.database.FreshDatabase;
import io.automigrate.it.jvm.ChildJvm;
import io.automigrate.it.jvm.RunningJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/**
 * A third script that waits for a row which the test has locked: it takes as long as the test wants, on slow machines and fast ones.
 * The schema is at version 2 before.
 */
final class StuckScript implements AutoCloseable {
    private static Scripts scripts(Database kind) {
        // H2 gives up after two seconds otherwise.
        String patience = kind == Database.H2_SERVER ? "SET LOCK_TIMEOUT 60000; " : "";
        return Scripts.person()
                .versioned(
                        "3",
                        "rename",
                        patience
                                + "CREATE TABLE early (id INT);\n\nUPDATE person\n   SET name = 'Grace' WHERE id = 1;\n"
                                + "CREATE TABLE late (id INT);");
    }

    private final FreshDatabase database;
    private final ChildJvm app;
    private final Connection blocker;

    private StuckScript(FreshDatabase database, ChildJvm app) throws SQLException {
        this.database = database;
        this.app = app;
        blocker = database.connect();
        blocker.setAutoCommit(false);
        try (Statement statement = blocker.createStatement()) {
            statement.execute("UPDATE person SET name = 'locked' WHERE id = 1");
        }
    }

    static StuckScript on(Database kind, Path folder) throws SQLException {
        return on(kind, folder, Scripts.none());
    }

    /** More scripts follow. */
    static StuckScript on(Database kind, Path folder, Scripts more) throws SQLException {
        FreshDatabase database = kind.create(folder);
        return on(database, scripts(kind).with(more), scripts -> {
            ChildJvm app = UnderAgent.start(UnderAgent.hello(kind, scripts), database, folder);
            // On PostgreSQL the statement would give up after five seconds, and the script would not be stuck.
            return kind == Database.POSTGRESQL ? app.environment("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "0") : app;
        });
    }

    /** Uses a database of no {@link Database} that behaves like MariaDB. */
    static StuckScript likeMariaDb(FreshDatabase database, Function<Scripts, ChildJvm> start) throws SQLException {
        return on(database, scripts(Database.MARIADB), start);
    }

    private static StuckScript on(FreshDatabase database, Scripts scripts, Function<Scripts, ChildJvm> start)
            throws SQLException {
        assertThat(start.apply(Scripts.person()).run()).endedWith(0);
        return new StuckScript(database, start.apply(scripts));
    }

    FreshDatabase database() {
        return database;
    }

    ChildJvm app() {
        return app;
    }

    /** Starts the application and waits until its script is stuck. */
    RunningJvm start(String... variable) {
        ChildJvm configured = variable.length == 0 ? app : app.environment(variable[0], variable[1]);
        RunningJvm jvm = configured
                .environment("AUTO_MIGRATE_PROGRESS_INTERVAL", "500ms")
                .start();
        jvm.awaitLine("(line 3)");
        return jvm;
    }

    /** Lets the script go on. */
    void release() throws SQLException {
        blocker.rollback();
    }

    @Override
    public void close() throws SQLException {
        blocker.close();
    }
}
