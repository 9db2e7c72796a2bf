package io.automigrate.engine.flyway;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.logging.LibraryLoggers;
import io.automigrate.engine.note.NotedConnections;
import io.automigrate.engine.note.ScriptNotes;
import io.automigrate.engine.patience.SessionConnections;
import io.automigrate.engine.patience.StatementLimit;
import io.automigrate.engine.task.HistoryRepair;
import io.automigrate.engine.task.LoadedFlyway;
import io.automigrate.engine.task.MigrateMode;
import io.automigrate.engine.task.MigrationPlan;
import io.automigrate.engine.task.Rollback;
import io.automigrate.engine.task.RunContext;
import io.automigrate.engine.task.SchemaBaseline;
import io.automigrate.engine.task.SchemaInspection;
import io.automigrate.engine.task.ValidateMode;
import io.automigrate.engine.task.WaitMode;
import io.automigrate.engine.task.Work;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.CallingConnections;
import io.automigrate.engine.watch.DatabaseInsight;
import io.automigrate.engine.watch.Interruption;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.MigrationThread;
import io.automigrate.engine.watch.MigrationWatch;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.engine.watch.WatchedConnections;
import io.automigrate.engine.watch.WholeDatabaseLock;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.settings.EngineKind;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Brings the schema to where the scripts want it, or says why not: Flyway on a thread of its own, over connections that are watched,
 * with a deadline and a story.
 */
public final class FlywayEngine implements SchemaEngine {
    /**
     * A property that Flyway sets in the JVM when it opens a connection ({@code JdbcUtils.openConnection}, 13.12.0). The application
     * must not find it.
     */
    private static final String LEFT_BEHIND = "polyglot.engine.WarnInterpreterOnly";

    private static final Duration AFTER_OUR_DEADLINE = Duration.ofSeconds(5);

    private final Settings settings;
    private final List<Script> scripts;
    private final List<Script> undoScripts;
    private final boolean isApplications;
    private final JavaClasses classes;
    private final MigrationLog log;
    private final LongSupplier nanoTime;

    /**
     * Makes an engine for one run.
     *
     * @param application the loader of the application's classes when Flyway is the application's own; null: the agent's
     * @param nanoTime the time in nanoseconds, from any origin
     */
    public FlywayEngine(
            Settings settings,
            MigrationCatalog catalog,
            ClassLoader application,
            MigrationLog log,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.scripts = catalog.scripts();
        this.undoScripts = new ArrayList<>(catalog.scripts(ScriptKind.UNDO));
        undoScripts.addAll(catalog.scripts(ScriptKind.CONFIGURATION));
        this.isApplications = application != null;
        this.classes = application == null ? classesOfAgent(settings, catalog) : JavaClasses.of(application, catalog);
        this.log = log;
        this.nanoTime = nanoTime;
    }

    private static JavaClasses classesOfAgent(Settings settings, MigrationCatalog catalog) {
        ClassLoader agent = FlywayEngine.class.getClassLoader();
        boolean awaitsClasses =
                settings.engine().mode() == Mode.WAIT && settings.engine().kind() != EngineKind.BUNDLED;
        return awaitsClasses ? JavaClasses.named(agent, catalog) : JavaClasses.none(agent);
    }

    @Override
    public <T> T perform(Task<T> task, DataSource source) throws StartupException, InterruptedException {
        return task.answer().cast(perform(source, work(task.kind())));
    }

    private Work<LoadedFlyway, ?> work(Task.Kind kind) throws StartupException {
        return switch (kind) {
            case RUN ->
                switch (settings.engine().mode()) {
                    case MIGRATE -> new MigrateMode();
                    case VALIDATE -> new ValidateMode();
                    case WAIT -> new WaitMode();
                };
            case INSPECT -> loaded -> new SchemaInspection(loaded.flyway(), loaded.schema()).overview();
            case PLAN -> MigrationPlan::of;
            case BASELINE -> loaded -> new SchemaBaseline(loaded).stamp();
            case REPAIR ->
                loaded -> new HistoryRepair(
                                loaded.flyway(),
                                loaded.schema(),
                                loaded.context().notes())
                        .perform();
            case ROLLBACK -> rollback(Rollback::run);
            case PLAN_ROLLBACK -> rollback(Rollback::plan);
        };
    }

    private Work<LoadedFlyway, ?> rollback(Work<Rollback, RolledBack> work) throws StartupException {
        if (isApplications) {
            throw new StartupException(Failure.of(
                            ExitCode.CONFIGURATION,
                            "Only the agent's own Flyway can roll back, and it has no module for \""
                                    + settings.account().kind().word() + "\"")
                    .with("state", "nothing was changed")
                    .remedy("take the version back by hand: run the undo script, then insert a row of the type DELETE"
                            + " into \"" + settings.history().table() + "\""));
        }
        return loaded -> new Rollback(loaded, undoScripts).untilLocked(work);
    }

    /** Returns the beginnings of the names of loggers that belong to no code of the application. */
    private List<String> loggersOfLibraries() {
        List<String> names = new ArrayList<>(List.of("org.flywaydb."));
        for (String driver : settings.account().address().pastObservers().drivers()) {
            names.add(driver.substring(0, driver.lastIndexOf('.') + 1));
        }
        for (String driver : settings.account().kind().drivers()) {
            names.add(driver.substring(0, driver.lastIndexOf('.') + 1));
        }
        return names;
    }

    private <T> T perform(DataSource source, Work<LoadedFlyway, T> work) throws StartupException, InterruptedException {
        boolean propertyWasSet = System.getProperty(LEFT_BEHIND) != null;
        LibraryLoggers.connect(log, loggersOfLibraries());
        DatabaseKind kind = settings.account().kind();
        String initSql = kind.sessionStatement(
                settings.engine().lockTimeout().toMillis(),
                settings.engine().statementLockTimeout().orElse(Duration.ZERO).toMillis());
        Duration patience = kind.writeTransaction() == null
                ? settings.waiting().connectTimeout()
                : settings.engine().lockTimeout().plus(AFTER_OUR_DEADLINE);
        try (ConnectionPool pool = new ConnectionPool(source, patience, initSql)) {
            return perform(pool.dataSource(), kind, initSql, work);
        } finally {
            if (!propertyWasSet) {
                System.clearProperty(LEFT_BEHIND);
            }
        }
    }

    private <T> T perform(DataSource pool, DatabaseKind kind, String initSql, Work<LoadedFlyway, T> work)
            throws StartupException, InterruptedException {
        Activity activity = new Activity(kind, nanoTime);
        Optional<WholeDatabaseLock> lock = Optional.ofNullable(kind.writeTransaction())
                .map(transaction -> new WholeDatabaseLock(activity, transaction, initSql));
        StatementLimit limit = StatementLimit.of(settings);
        DataSource calling = new CallingConnections(pool, activity);
        ScriptNotes notes = new ScriptNotes(calling, settings, InstantSource.system(), log);
        DataSource sessions = pool;
        if (kind.pooledSessions() != null) {
            sessions = new SessionConnections(calling, kind, activity, limit, log);
        } else if (kind.commitsDefinitions()) {
            boolean groups = Boolean.parseBoolean(settings.engine().flyway().get("group"));
            sessions = new NotedConnections(calling, activity, notes, groups);
        }
        WatchedConnections watched = new WatchedConnections(sessions, activity, lock);
        DatabaseInsight insight = new DatabaseInsight(pool, kind, watched, settings);
        ScriptLines lines = new ScriptLines(scripts, settings.scripts().placeholders());
        MigrationWatch watch = new MigrationWatch(activity, insight, lines, settings, runsCallbacks(), log, nanoTime);
        MigrationStory story = new MigrationStory(log, nanoTime, activity);
        FlywayRun run =
                new FlywayRun(new RunContext(settings, limit, scripts, story, activity, notes, log, nanoTime), classes);
        try {
            return new MigrationThread(activity, watched, new Interruption(log))
                    .run(() -> run.run(watched, work), watch);
        } finally {
            watch.ended();
        }
    }

    private boolean runsCallbacks() {
        return !classes.callbacks().isEmpty()
                || scripts.stream().anyMatch(script -> script.kind() == ScriptKind.CALLBACK);
    }
}
