package io.automigrate.engine;

import io.automigrate.migration.Script;
import io.automigrate.report.ExitCode;
import io.automigrate.report.Failure;
import io.automigrate.report.MigrationLog;
import io.automigrate.report.StartupException;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** The one adapter to Flyway: gives it the catalog's scripts and our connections, and turns what comes back into our words. */
public final class FlywayEngine {
    /**
     * A property that Flyway sets in the JVM when it opens a connection ({@code JdbcUtils.openConnection}, 13.12.0). The application
     * must not find it.
     */
    private static final String LEFT_BEHIND = "polyglot.engine.WarnInterpreterOnly";

    /** Seconds that Flyway waits on PostgreSQL while another instance migrates; its own default is 50. */
    private static final int LOCK_RETRIES = 600;

    private final Settings settings;
    private final List<Script> scripts;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    /**
     * Makes an engine for one run.
     *
     * @param nanoTime the time in nanoseconds, from any origin
     */
    public FlywayEngine(Settings settings, List<Script> scripts, MigrationLog log, LongSupplier nanoTime) {
        this.settings = settings;
        this.scripts = List.copyOf(scripts);
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * What a run did.
     *
     * @param schema the schema with the history table, as people call it
     * @param applied how many migrations
     * @param version the version afterwards; empty when there are only repeatable ones
     */
    public record Result(String schema, int applied, Optional<String> version) {}

    /**
     * Applies what is pending.
     *
     * @param source where connections come from; every one that is taken is closed again
     * @throws StartupException when the schema is not what the scripts ask for, for whatever reason
     */
    public Result migrate(DataSource source) throws StartupException {
        boolean propertyWasSet = System.getProperty(LEFT_BEHIND) != null;
        LibraryLog.connect(log);
        try (ConnectionPool pool = new ConnectionPool(source, settings.waiting().connectTimeout())) {
            return migrate(source, pool.dataSource());
        } finally {
            if (!propertyWasSet) {
                System.clearProperty(LEFT_BEHIND);
            }
        }
    }

    private Result migrate(DataSource source, DataSource pool) throws StartupException {
        MigrationStory story = new MigrationStory(log, nanoTime);
        String schema = "";
        Flyway flyway = null;
        try {
            schema = schema(pool);
            flyway = configure(pool, story).load();
            MigrationInfoService info = flyway.info();
            List<String> pending = pending(info);
            refuseBlank(pending);
            story.found(schema, version(info.current()), pending);
            MigrateResult result = flyway.migrate();
            return new Result(
                    schema, result.migrationsExecuted, version(flyway.info().current()));
        } catch (StartupException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw new StartupException(new FlywayFailure(flyway, schema, settings).describe(e), e);
        }
    }

    private FluentConfiguration configure(DataSource dataSource, MigrationStory story) {
        Map<String, String> placeholders = new HashMap<>(settings.scripts().placeholders());
        FluentConfiguration configuration = Flyway.configure(FlywayEngine.class.getClassLoader())
                .loggers(FlywayLog.class.getName())
                .dataSource(dataSource)
                .resourceProvider(new CatalogResources(scripts))
                // With both providers and this class loader Flyway looks at no class of the application.
                .javaMigrationClassProvider(List::of)
                .callbacks(new ProgressCallback(story))
                .placeholders(placeholders)
                .lockRetryCount(LOCK_RETRIES)
                .table(settings.history().table());
        if (!settings.history().schemas().isEmpty()) {
            configuration.schemas(settings.history().schemas().toArray(String[]::new));
        }
        settings.history().defaultSchema().ifPresent(configuration::defaultSchema);
        return configuration;
    }

    private static List<String> pending(MigrationInfoService info) {
        List<String> names = new ArrayList<>();
        for (MigrationInfo migration : info.pending()) {
            names.add(migration.getScript());
        }
        return names;
    }

    private static Optional<String> version(MigrationInfo current) {
        return current == null || current.getVersion() == null
                ? Optional.empty()
                : Optional.of(current.getVersion().getVersion());
    }

    /** An empty file that is already in the history is somebody's past; a new one is a build that went wrong. */
    private void refuseBlank(List<String> pending) throws StartupException {
        for (Script script : scripts) {
            boolean isBlank =
                    script.content().isPresent() && script.content().get().isBlank();
            if (isBlank && pending.contains(script.path())) {
                throw new StartupException(Failure.of(
                                ExitCode.CONFIGURATION, "The pending script \"" + script.path() + "\" is empty")
                        .with("script", script.file().place())
                        .with("state", "nothing was migrated")
                        .remedy("correct the file; if nothing is meant to happen, say so in it with a comment"));
            }
        }
    }

    /** The schema that people mean: the one with the history table, or the connection's own. */
    private String schema(DataSource dataSource) throws SQLException {
        Settings.History history = settings.history();
        if (history.defaultSchema().isPresent()) {
            return history.defaultSchema().get();
        }
        if (!history.schemas().isEmpty()) {
            return history.schemas().get(0);
        }
        try (Connection connection = dataSource.getConnection()) {
            String schema = connection.getSchema();
            if (schema == null) {
                schema = connection.getCatalog();
            }
            return schema == null || schema.isEmpty() ? "main" : schema;
        }
    }
}
