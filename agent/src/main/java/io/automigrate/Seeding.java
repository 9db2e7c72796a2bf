package io.automigrate;

import io.automigrate.database.ConnectionSource;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.flyway.EngineChoice;
import io.automigrate.engine.note.SeedNote;
import io.automigrate.failure.StartupException;
import io.automigrate.host.JavaRuntime;
import io.automigrate.log.FailureBlock;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.MigrationClass;
import io.automigrate.migration.classpath.ClassPathRoots;
import io.automigrate.migration.history.UpToDateCheck;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;

/**
 * Loads initial data after the migrations: scripts with a separate history, for a database that this start found empty or that has such a
 * history. A failure here does not keep the application from starting.
 */
final class Seeding {
    private static final String SEED = "seed";

    private final Settings settings;
    private final Settings.Seed seed;
    private final ClassPathRoots roots;
    private final ClassLoader loader;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    /**
     * @param settings with {@link Settings#seed()}
     * @param loader the loader of the application's classes
     */
    Seeding(Settings settings, ClassPathRoots roots, ClassLoader loader, MigrationLog log, LongSupplier nanoTime) {
        this.settings = settings;
        this.seed = settings.seed().orElseThrow();
        this.roots = roots;
        this.loader = loader;
        this.log = log.about(SEED);
        this.nanoTime = nanoTime;
    }

    /**
     * Applies the pending scripts.
     *
     * @param before the result of the migration
     */
    void apply(ConnectionSource source, SchemaEngine.Result before) throws InterruptedException {
        try (MigrationCatalog catalog =
                MigrationCatalog.read(settings.forSeed(false).scripts(), roots)) {
            for (String warning : catalog.warnings()) {
                log.warn(warning);
            }
            for (MigrationClass type : catalog.javaMigrations()) {
                log.warn("\"" + type.className() + "\" is not run: initial data is SQL (" + type.place() + ")");
            }
            if (catalog.isEmpty()) {
                log.warn(seed.locationsSource() + ": there are no scripts in " + seed.locations());
            } else if (before.foundEmpty() || isWanted(source, catalog, before.schema())) {
                apply(source, catalog, before);
            }
        } catch (StartupException e) {
            FailureBlock.writeWarning(
                    "FAILED, and the application starts without all of its initial data: ", e.failure(), log);
        }
    }

    /** Asks with one statement whether scripts are pending for a database that was not empty. */
    private boolean isWanted(ConnectionSource source, MigrationCatalog catalog, String schema) {
        Settings.History history = settings.forSeed(false).history();
        UpToDateCheck check =
                new UpToDateCheck(catalog, history, settings.account().kind());
        boolean hasHistory;
        boolean isDue;
        try {
            Connection connection = source.getConnection();
            try {
                UpToDateCheck.Answer answer = check.ask(connection);
                if (answer instanceof UpToDateCheck.UpToDate) {
                    log.debug("all is there");
                    return false;
                }
                UpToDateCheck.Doubt doubt = (UpToDateCheck.Doubt) answer;
                hasHistory = !doubt.isHistoryMissing() && hasHistory(connection, history);
                isDue = !hasHistory
                        && SeedNote.isDue(
                                connection, history, settings.account().kind());
            } finally {
                source.reuse(connection);
            }
        } catch (SQLException e) {
            log.warn("The application starts, but the agent can't find out whether its initial data exists: "
                    + e.getMessage());
            return false;
        }
        if (isDue) {
            log.info("An earlier start was ended before it loaded the initial data: the data is loaded now");
            return true;
        }
        if (!hasHistory && !seed.existing()) {
            log.info("Schema \"" + schema + "\" was not empty and has no table \"" + seed.table()
                    + "\", so it gets no initial data (unless another instance is loading it now);"
                    + " AUTO_MIGRATE_SEED_EXISTING=true loads it");
            return false;
        }
        return true;
    }

    /** Returns whether the history exists, for databases and settings that the check does not know. */
    private static boolean hasHistory(Connection connection, Settings.History history) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        String schema = history.defaultSchema()
                .or(() -> history.schemas().stream().findFirst())
                .map(name -> quote + name + quote + ".")
                .orElse("");
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery(
                        "SELECT 1 FROM " + schema + quote + history.table() + quote + " WHERE 1 = 0")) {
            return !none.next();
        } catch (SQLException e) {
            // Databases report a missing table in different ways. An account that may not read the table can't write it
            // either.
            return false;
        }
    }

    private void apply(ConnectionSource source, MigrationCatalog catalog, SchemaEngine.Result before)
            throws StartupException, InterruptedException {
        JavaRuntime.current().requireMigrating();
        Settings forSeed = settings.forSeed(before.applied() > 0);
        String name = settings.database().isEmpty() ? SEED : settings.database() + " " + SEED;
        // The initial data has another history, so it gets another entry in the reports.
        MigrationLog ofSeed = log.ofDatabase(name, settings.account().url().toString());
        try {
            SchemaEngine engine = new EngineChoice(forSeed, catalog, loader, ofSeed).forScripts(nanoTime);
            SchemaEngine.Result result = engine.perform(SchemaEngine.Task.RUN, source);
            if (result.applied() > 0) {
                log.info("Initial data is complete: " + result.applied() + " applied");
            }
            ofSeed.database().done(result.schema(), result.version());
        } catch (StartupException e) {
            ofSeed.database().failed(e.failure());
            throw e;
        }
    }
}
