package io.automigrate.engine.flyway;

import io.automigrate.backup.DatabaseBackup;
import io.automigrate.engine.failure.ExhaustedMemory;
import io.automigrate.engine.failure.FailedRun;
import io.automigrate.engine.failure.FlywayFailure;
import io.automigrate.engine.failure.RefusedRunException;
import io.automigrate.engine.logging.FlywayLog;
import io.automigrate.engine.patience.AdvisoryLock;
import io.automigrate.engine.patience.StatementLockRetries;
import io.automigrate.engine.script.CatalogResources;
import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.task.BackupStep;
import io.automigrate.engine.task.LoadedFlyway;
import io.automigrate.engine.task.RunContext;
import io.automigrate.engine.task.Work;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.engine.watch.WatchedConnections;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/** Configures Flyway with the catalog's scripts and the watched connections, runs one task, and translates the exceptions of Flyway. */
final class FlywayRun {
    private static final int WITHOUT_LIMIT = -1;
    private static final String BASELINE_VERSION = "flyway.baselineVersion";
    private static final String LATEST = "latest";

    private final RunContext context;
    private final JavaClasses classes;
    private final Settings settings;
    private final FlywayLog flywayLog;
    private final ScriptLines lines;
    private String schema = "";
    private Flyway flyway;
    private BackupStep backup;

    /**
     * @param classes the application's Java migrations and callbacks
     */
    FlywayRun(RunContext context, JavaClasses classes) {
        this.context = context;
        this.classes = classes;
        settings = context.settings();
        flywayLog = new FlywayLog(context.log());
        lines = new ScriptLines(context.scripts(), settings.scripts().placeholders());
    }

    <T> T run(WatchedConnections source, Work<LoadedFlyway, T> work) throws StartupException, InterruptedException {
        flywayLog.connect();
        try {
            schema = schema(source);
            backup = new BackupStep(wantedBackup(), settings.history(), source, context.activity());
            flyway = load(configure(source));
            return work.perform(new LoadedFlyway(flyway, schema, backup, context));
        } catch (StartupException | InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError | ServiceConfigurationError | VirtualMachineError e) {
            throw failure(e);
        } finally {
            context.notes().end();
            flywayLog.disconnect();
        }
    }

    private StartupException failure(Throwable thrown) {
        Optional<StartupException> refusal = RefusedRunException.refusalIn(thrown);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<SqlError> error = context.error(thrown);
        if (error.isPresent() && !context.activity().hasBegun() && error.get().isConnectionLost()) {
            return FlywayFailure.connectionLost(error.get());
        }
        // After an interruption, too, the agent asks for the state of the schema, which needs a connection.
        Thread.interrupted();
        ScriptProgress progress = context.activity().progress();
        int line = lines.find(progress.script(), progress.sql()).orElse(0);
        FailedRun failed = new FailedRun(
                flyway, schema, settings, progress, context.story().undoneVersion(), line);
        Failure failure = thrown instanceof VirtualMachineError exhaustion
                ? exhausted(failed, exhaustion)
                : withFirstFailure(FlywayFailure.describe(failed, thrown));
        return new StartupException(backup == null ? failure : backup.mention(failure), thrown);
    }

    /** Names the script that is being applied; before the first script names the largest one, because Flyway reads all scripts first. */
    private Failure exhausted(FailedRun failed, VirtualMachineError error) {
        String applied = context.activity().step().map(Activity.Step::script).orElse("");
        Script named = null;
        for (Script script : context.scripts()) {
            boolean isLarger =
                    named == null || script.file().size() > named.file().size();
            if (applied.isEmpty() ? isLarger : applied.equals(script.path()) || applied.endsWith("/" + script.path())) {
                named = script;
            }
        }
        return named == null
                ? FlywayFailure.describe(failed, error)
                : ExhaustedMemory.describe(
                        failed, error, named.path(), named.file().place());
    }

    private Failure withFirstFailure(Failure failure) {
        String first = context.activity().firstFailure().orElse("");
        boolean isSaid = first.isEmpty() || failure.headline().startsWith(first.substring(0, first.indexOf(':')));
        return isSaid ? failure : failure.with("first", first);
    }

    private FluentConfiguration configure(WatchedConnections dataSource) throws SQLException, StartupException {
        Map<String, String> placeholders = new HashMap<>(settings.scripts().placeholders());
        FluentConfiguration configuration = new CatalogResources(
                        visible(), settings.scripts().naming())
                .provideTo(Flyway.configure(classes.loader()))
                .dataSource(StatementLockRetries.patient(
                        dataSource,
                        settings,
                        context.limit(),
                        lines,
                        context.story(),
                        context.activity(),
                        context.log()))
                // With both providers and this class loader Flyway looks at no class of the application.
                .javaMigrationClassProvider(classes::migrations)
                .javaMigrations(classes.named().toArray(JavaMigration[]::new))
                .callbacks(callbacks())
                .placeholders(placeholders)
                // The agent ends the wait: MigrationWatch.
                .lockRetryCount(WITHOUT_LIMIT)
                .table(settings.history().table());
        if (!settings.history().schemas().isEmpty()) {
            configuration.schemas(settings.history().schemas().toArray(String[]::new));
        }
        settings.history().defaultSchema().ifPresent(configuration::defaultSchema);
        if (settings.account().kind().pooledSessions() != null) {
            AdvisoryLock lock = new AdvisoryLock(settings.engine().lockStrategy(), settings.account(), context.log());
            SessionLock.choose(configuration, lock.isOfSession(dataSource, settings.engine()));
        }
        return configuration;
    }

    private Flyway load(FluentConfiguration configuration) throws StartupException {
        Map<String, String> options = new HashMap<>();
        settings.engine().flyway().forEach((name, value) -> options.put("flyway." + name, value));
        String baseline = options.get(BASELINE_VERSION);
        if (Settings.Engine.MATCHING.equalsIgnoreCase(baseline)) {
            options.remove(BASELINE_VERSION);
        } else if (LATEST.equalsIgnoreCase(baseline)) {
            options.put(BASELINE_VERSION, new NewestVersion(context.scripts(), classes).orRefuse());
        }
        try {
            Flyway loaded = flywayLog.load(configuration.configuration(options));
            // Flyway checks this option only when its value is asked for.
            loaded.getConfiguration().getTarget();
            return loaded;
        } catch (RuntimeException e) {
            throw new StartupException(
                    Failure.of(ExitCode.CONFIGURATION, "Flyway refuses its settings: " + e.getMessage())
                            .with("setting", settings.engine().flyway().toString())
                            .with("state", "nothing was changed")
                            .remedy("correct the setting; in docs/configuration.md it is called AUTO_MIGRATE_… or"
                                    + " AUTO_MIGRATE_FLYWAY_…"),
                    e);
        }
    }

    private Optional<DatabaseBackup> wantedBackup() {
        return settings.backup().isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseBackup(settings, InstantSource.system(), context.nanoTime(), context.log()));
    }

    private Callback[] callbacks() {
        List<Callback> callbacks = new ArrayList<>();
        callbacks.add(new ProgressCallback(context.story(), backup, context.notes()));
        if (settings.engine().mode() == Mode.MIGRATE) {
            callbacks.addAll(classes.callbacks());
        }
        return callbacks.toArray(Callback[]::new);
    }

    /** Callbacks may write, and run whenever Flyway looks at the schema. */
    private List<Script> visible() {
        if (settings.engine().mode() == Mode.MIGRATE) {
            return context.scripts();
        }
        return context.scripts().stream()
                .filter(script -> script.kind() != ScriptKind.CALLBACK)
                .toList();
    }

    /** Returns the schema with the history table: the one in the settings, or the schema of the connection. */
    private String schema(DataSource dataSource) throws SQLException {
        Settings.History history = settings.history();
        if (history.defaultSchema().isPresent()) {
            return history.defaultSchema().get();
        }
        if (!history.schemas().isEmpty()) {
            return history.schemas().get(0);
        }
        try (Connection connection = dataSource.getConnection()) {
            String found = connection.getSchema();
            if (found == null) {
                found = connection.getCatalog();
            }
            return found == null || found.isEmpty() ? "main" : found;
        }
    }
}
