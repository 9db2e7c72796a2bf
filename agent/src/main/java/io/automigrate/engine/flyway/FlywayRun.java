package io.automigrate.engine.flyway;

import io.automigrate.backup.DatabaseBackup;
import io.automigrate.engine.failure.ExistingTables;
import io.automigrate.engine.failure.FlywayFailure;
import io.automigrate.engine.failure.HistoryMismatch;
import io.automigrate.engine.failure.OldHistory;
import io.automigrate.engine.failure.UntouchedScriptException;
import io.automigrate.engine.logging.FlywayLog;
import io.automigrate.engine.patience.PostgresLock;
import io.automigrate.engine.patience.StatementLockRetries;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.WatchedConnections;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.SchemaVersion;
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
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The one adapter to Flyway: gives it the catalog's scripts and our connections, and turns what comes back into our words. */
final class FlywayRun {
    private static final int WITHOUT_LIMIT = -1;
    private static final String BASELINE_VERSION = "flyway.baselineVersion";
    private static final String LATEST = "latest";

    private final Settings settings;
    private final List<Script> scripts;
    private final JavaClasses classes;
    private final MigrationStory story;
    private final Activity activity;
    private final MigrationLog log;
    private final FlywayLog flywayLog;
    private final LongSupplier nanoTime;
    private String schema = "";
    private Flyway flyway;
    private BackupStep backup;

    FlywayRun(
            Settings settings,
            List<Script> scripts,
            JavaClasses classes,
            MigrationStory story,
            Activity activity,
            MigrationLog log,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.scripts = scripts;
        this.classes = classes;
        this.story = story;
        this.activity = activity;
        this.log = log;
        flywayLog = new FlywayLog(log);
        this.nanoTime = nanoTime;
    }

    <T> T run(WatchedConnections source, FlywayTask<T> task) throws StartupException, InterruptedException {
        try {
            schema = schema(source);
            backup = new BackupStep(wantedBackup(), settings.history(), source, activity);
            flyway = load(configure(source));
            return task.perform(this);
        } catch (StartupException | InterruptedException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            Optional<StartupException> noBackup = BackupStep.failureIn(e);
            if (noBackup.isPresent()) {
                throw noBackup.get();
            }
            // Whoever stopped this thread wants to know what state the schema is in, and that takes a connection.
            Thread.interrupted();
            Failure failure = withFirstFailure(
                    new FlywayFailure(flyway, schema, settings, activity.isFirstStatement()).describe(e));
            throw new StartupException(backup == null ? failure : backup.mention(failure), e);
        } finally {
            flywayLog.disconnect();
        }
    }

    /** Does what the mode says. */
    FlywayEngine.Result byMode() throws StartupException, InterruptedException {
        return switch (settings.engine().mode()) {
            case MIGRATE -> migrate();
            case VALIDATE -> validate();
            case WAIT -> awaitOthers();
        };
    }

    /** Looks, and writes nothing. */
    FlywayEngine.Overview look() {
        return new SchemaInspection(flyway, schema).overview();
    }

    /** Takes versions back, or only finds out which. */
    FlywayEngine.RolledBack rollback(List<Script> undoScripts, boolean dryRun) throws StartupException {
        Rollback rollback =
                new Rollback(flyway.getConfiguration(), undoScripts, rollbackTarget(), schema, backup, story);
        while (true) {
            try {
                return dryRun ? rollback.plan() : rollback.run();
            } catch (FlywayException e) {
                if (!isLockOfFlyway(e)) {
                    throw e;
                }
                // MigrationWatch knows when it is enough.
            }
        }
    }

    private Optional<SchemaVersion> rollbackTarget() throws StartupException {
        String target = settings.engine().flyway().get("target");
        try {
            return target == null ? Optional.empty() : Optional.of(SchemaVersion.parse(target));
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    Failure.of(
                                    ExitCode.CONFIGURATION,
                                    "AUTO_MIGRATE_TARGET is nothing to roll back to: " + e.getMessage())
                            .with("state", "nothing was changed")
                            .remedy(
                                    "give the version that the schema is to stay at, or unset it to take the newest one back"),
                    e);
        }
    }

    /** Finds out what would be applied; refuses where migrating would. */
    FlywayEngine.Plan plan() throws StartupException {
        if (flyway.getConfiguration().isValidateOnMigrate()) {
            HistoryMismatch mismatch = new HistoryMismatch(flyway.validateWithResult(), schema, settings);
            if (mismatch.isReal()) {
                throw new StartupException(mismatch.describe(List.of()));
            }
        }
        FlywayEngine.Overview overview = look();
        boolean hasHistory = overview.migrations().stream()
                .anyMatch(migration -> migration.applied().isPresent());
        String tables = hasHistory
                ? ""
                : new ExistingTables(settings).in(flyway.getConfiguration().getDataSource(), schema);
        return new MigrationPlan(flyway.getConfiguration(), overview).read(tables);
    }

    FlywayEngine.Baseline baseline() throws StartupException {
        return new SchemaBaseline(flyway, schema).stamp();
    }

    FlywayEngine.Repair repair() {
        return new HistoryRepair(flyway, schema).perform();
    }

    private FlywayEngine.Result migrate() throws StartupException, InterruptedException {
        MigrationInfoService info = flyway.info();
        PendingMigrations pending = new PendingMigrations(info);
        pending.refuseBlank(scripts);
        refuseOldHistory(info);
        story.found(schema, version(info.current()), pending.names());
        boolean foundUnused = isUnused(info);
        backup.look(foundUnused);
        applyAll();
        boolean mayStamp = flyway.getConfiguration().isBaselineOnMigrate();
        if (pending.size() > 0 && pending.size() == story.applied() && !mayStamp) {
            // What was announced was applied, and nothing else: Flyway need not look once more.
            return new FlywayEngine.Result(schema, pending.size(), pending.versionAfter(), foundUnused);
        }
        MigrationInfoService after = flyway.info();
        return new FlywayEngine.Result(
                schema, story.applied(), version(after.current()), foundUnused && !isStamped(after));
    }

    /** The row by which Flyway notes that it made the schema has the rank 0. */
    private static boolean isUnused(MigrationInfoService info) {
        for (MigrationInfo migration : info.applied()) {
            if (migration.getInstalledRank() > 0) {
                return false;
            }
        }
        return true;
    }

    /** What was stamped was not empty. */
    private static boolean isStamped(MigrationInfoService info) {
        for (MigrationInfo migration : info.applied()) {
            if (migration.getState() == MigrationState.BASELINE) {
                return true;
            }
        }
        return false;
    }

    private FlywayEngine.Result validate() throws StartupException {
        MigrationInfoService info = flyway.info();
        HistoryMismatch mismatch = new HistoryMismatch(flyway.validateWithResult(), schema, settings);
        List<String> pending = new PendingMigrations(info).names();
        if (mismatch.isReal() || !pending.isEmpty()) {
            throw new StartupException(mismatch.describe(pending));
        }
        return new FlywayEngine.Result(schema, 0, version(info.current()), false);
    }

    private FlywayEngine.Result awaitOthers() throws StartupException, InterruptedException {
        OtherProcess.State state = new OtherProcess(settings.engine(), activity, log, nanoTime).await(this::progress);
        return new FlywayEngine.Result(schema, 0, state.version(), false);
    }

    private OtherProcess.State progress() throws StartupException {
        try {
            MigrationInfoService info = flyway.info();
            HistoryMismatch mismatch = new HistoryMismatch(flyway.validateWithResult(), schema, settings);
            if (mismatch.isReal()) {
                throw new StartupException(mismatch.describe(List.of()));
            }
            return new OtherProcess.State(
                    version(info.current()), new PendingMigrations(info).names(), Optional.empty());
        } catch (FlywayException e) {
            SQLException exception = FlywayFailure.databaseError(e);
            if (exception == null) {
                throw e;
            }
            // The history is there before this account may read it, or the database restarts.
            return new OtherProcess.State(Optional.empty(), List.of(), Optional.of(new SqlError(exception).headline()));
        }
    }

    private void applyAll() throws InterruptedException {
        StatementLockRetries retries = new StatementLockRetries(settings.engine(), activity, log);
        while (true) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException | UntouchedScriptException e) {
                if (isLockOfFlyway(e)) {
                    // MigrationWatch knows when it is enough.
                    continue;
                }
                if (!retries.mayGoOn(e) || isHalfApplied()) {
                    throw e;
                }
                retries.pause("its script was rolled back");
            }
        }
    }

    /** The database gave up waiting, and not in a script. */
    private boolean isLockOfFlyway(RuntimeException failure) {
        SQLException exception = FlywayFailure.databaseError(failure);
        return activity.isLocking() && exception != null && new SqlError(exception).isLockTimeout();
    }

    private boolean isHalfApplied() {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState().isFailed()) {
                return true;
            }
        }
        return false;
    }

    private Failure withFirstFailure(Failure failure) {
        String first = activity.firstFailure().orElse("");
        boolean isSaid = first.isEmpty() || failure.headline().startsWith(first.substring(0, first.indexOf(':')));
        return isSaid ? failure : failure.with("first", first);
    }

    private FluentConfiguration configure(WatchedConnections dataSource) throws SQLException, StartupException {
        Map<String, String> placeholders = new HashMap<>(settings.scripts().placeholders());
        FluentConfiguration configuration = Flyway.configure(classes.loader())
                .dataSource(StatementLockRetries.patient(dataSource, settings, scripts, story, activity, log))
                .resourceProvider(new CatalogResources(visible()))
                // With both providers and this class loader Flyway looks at no class of the application.
                .javaMigrationClassProvider(classes::migrations)
                .callbacks(callbacks())
                .placeholders(placeholders)
                // The deadline is ours: MigrationWatch.
                .lockRetryCount(WITHOUT_LIMIT)
                .table(settings.history().table());
        if (!settings.history().schemas().isEmpty()) {
            configuration.schemas(settings.history().schemas().toArray(String[]::new));
        }
        settings.history().defaultSchema().ifPresent(configuration::defaultSchema);
        if (settings.account().kind().word().equals("postgresql")) {
            PostgresLock lock = new PostgresLock(
                    settings.engine().lockStrategy(), settings.account().url(), log);
            SessionLock.choose(configuration, lock.isOfSession(dataSource));
        }
        return configuration;
    }

    private Flyway load(FluentConfiguration configuration) throws StartupException {
        Map<String, String> options = new HashMap<>();
        settings.engine().flyway().forEach((name, value) -> options.put("flyway." + name, value));
        if (LATEST.equalsIgnoreCase(options.get(BASELINE_VERSION))) {
            options.put(BASELINE_VERSION, new NewestVersion(scripts, classes).orRefuse());
        }
        try {
            Flyway loaded = flywayLog.load(configuration.configuration(options));
            // Only now it looks at this one.
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
                : Optional.of(new DatabaseBackup(settings, InstantSource.system(), nanoTime, log));
    }

    private Callback[] callbacks() {
        List<Callback> callbacks = new ArrayList<>();
        callbacks.add(new ProgressCallback(story, backup));
        if (settings.engine().mode() == Mode.MIGRATE) {
            callbacks.addAll(classes.callbacks());
        }
        return callbacks.toArray(Callback[]::new);
    }

    /** Callbacks may write, and run whenever Flyway looks at the schema. */
    private List<Script> visible() {
        if (settings.engine().mode() == Mode.MIGRATE) {
            return scripts;
        }
        return scripts.stream()
                .filter(script -> script.kind() != ScriptKind.CALLBACK)
                .toList();
    }

    private static Optional<String> version(MigrationInfo current) {
        return current == null || current.getVersion() == null
                ? Optional.empty()
                : Optional.of(current.getVersion().getVersion());
    }

    /** With {@code baselineOnMigrate} Flyway would begin a second history, and apply everything once more. */
    private void refuseOldHistory(MigrationInfoService info) throws StartupException {
        boolean mayStamp = flyway.getConfiguration().isBaselineOnMigrate();
        if (!mayStamp || info.applied().length > 0) {
            return;
        }
        Optional<OldHistory> old =
                OldHistory.find(flyway.getConfiguration().getDataSource(), schema, settings.history());
        if (old.isPresent()) {
            throw new StartupException(old.get().failure(schema));
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
            String found = connection.getSchema();
            if (found == null) {
                found = connection.getCatalog();
            }
            return found == null || found.isEmpty() ? "main" : found;
        }
    }
}
