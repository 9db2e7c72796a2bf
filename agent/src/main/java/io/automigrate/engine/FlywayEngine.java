package io.automigrate.engine;

import io.automigrate.migration.Script;
import io.automigrate.report.MigrationLog;
import io.automigrate.report.StartupException;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Brings the schema to where the scripts want it, or says why not: Flyway on a thread of its own, over connections that are watched,
 * with a deadline and a story.
 */
public final class FlywayEngine {
    /**
     * A property that Flyway sets in the JVM when it opens a connection ({@code JdbcUtils.openConnection}, 13.12.0). The application
     * must not find it.
     */
    private static final String LEFT_BEHIND = "polyglot.engine.WarnInterpreterOnly";

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
     * Does what {@code AUTO_MIGRATE_MODE} says.
     *
     * @param source where connections come from; every one that is taken is closed again
     * @throws StartupException when the schema is not what the scripts ask for, for whatever reason
     * @throws InterruptedException when this thread was interrupted; nothing goes on behind it
     */
    public Result run(DataSource source) throws StartupException, InterruptedException {
        boolean propertyWasSet = System.getProperty(LEFT_BEHIND) != null;
        LibraryLog.connect(log);
        String vendor = settings.account().url().vendor();
        String initSql = SessionSql.of(vendor, settings.engine());
        try (ConnectionPool pool = new ConnectionPool(source, settings.waiting().connectTimeout(), initSql)) {
            return run(pool.dataSource(), vendor);
        } finally {
            if (!propertyWasSet) {
                System.clearProperty(LEFT_BEHIND);
            }
        }
    }

    private Result run(DataSource pool, String vendor) throws StartupException, InterruptedException {
        Activity activity = new Activity(new LockStatements(vendor), nanoTime);
        WatchedConnections watched = new WatchedConnections(pool, activity);
        DatabaseInsight insight = new DatabaseInsight(
                pool, SessionViews.of(vendor, settings.history().table()), watched, settings.history());
        ScriptLines lines = new ScriptLines(scripts, settings.scripts().placeholders());
        MigrationWatch watch = new MigrationWatch(activity, insight, lines, settings, log, nanoTime);
        MigrationStory story = new MigrationStory(log, nanoTime, activity);
        FlywayRun run = new FlywayRun(settings, scripts, story, activity, log, nanoTime);
        return new MigrationThread(activity, watched, new Interruption(log)).run(() -> run.run(watched), watch);
    }
}
