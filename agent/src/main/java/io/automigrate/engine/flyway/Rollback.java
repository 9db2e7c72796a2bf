package io.automigrate.engine.flyway;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.sql.OneLine;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.FlywayExecutor;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.database.base.Connection;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Schema;
import org.flywaydb.core.internal.jdbc.ExecutionTemplateFactory;
import org.flywaydb.core.internal.schemahistory.SchemaHistory;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/**
 * Takes applied versions back with the scripts {@code U<version>__….sql}. Flyway's open edition can't; but it has all the parts: told
 * that scripts begin with {@code U}, it reads, parses and runs these like any other, under its own lock, and its history writes the
 * row by which {@code repair} notes that a version is gone, which every Flyway since 7 understands.
 *
 * <p>Links to the inside of the agent's own Flyway, so it never runs with the application's.
 */
final class Rollback {
    private static final String PREFIX = "U";

    private final Configuration flyway;
    private final List<Script> scripts;
    private final CatalogResources resources;
    private final Optional<SchemaVersion> target;
    private final String schema;
    private final BackupStep backup;
    private final MigrationStory story;
    private List<SchemaEngine.Undo> plan;
    private int undone;

    /**
     * @param flyway what a migration is configured with
     * @param scripts the catalog's undo scripts, and the configurations of scripts
     * @param target the version to stay at; empty: only the newest one goes
     * @param schema the schema with the history table
     * @param backup what comes before the first script
     */
    Rollback(
            Configuration flyway,
            List<Script> scripts,
            Optional<SchemaVersion> target,
            String schema,
            BackupStep backup,
            MigrationStory story)
            throws StartupException {
        this.resources = new CatalogResources(scripts);
        this.flyway = new FluentConfiguration(flyway.getClassLoader())
                .configuration(flyway)
                .sqlMigrationPrefix(PREFIX)
                // Scripts for events belong to migrations.
                .skipDefaultCallbacks(true)
                .resourceProvider(resources);
        this.scripts = scripts;
        this.target = target;
        this.schema = schema;
        this.backup = backup;
        this.story = story;
    }

    /**
     * Returns what would be done; nothing is locked or written.
     *
     * @throws StartupException when it can't be done, with the reason
     */
    SchemaEngine.RolledBack plan() throws StartupException {
        return inFlyway(this::plan);
    }

    /**
     * Does it, a version at a time. What is done when it fails stays done; a second call goes on behind it.
     *
     * @throws StartupException when it can't be done, with the reason, or a script failed
     */
    SchemaEngine.RolledBack run() throws StartupException {
        return inFlyway(inside -> {
            if (plan == null) {
                plan = plan(inside).steps();
            }
            while (undone < plan.size()) {
                undo(inside, plan.get(undone));
                undone++;
            }
            Optional<String> version = applied(inside.history()).newest();
            if (plan.isEmpty()) {
                story.nothingToRollBack(schema, version);
            } else {
                story.rolledBack(schema, version);
            }
            return new SchemaEngine.RolledBack(schema, plan, version);
        });
    }

    private SchemaEngine.RolledBack plan(Inside inside) throws StartupException {
        if (!inside.history().exists()) {
            throw AppliedVersions.refusal("schema \"" + schema + "\" has no history")
                    .remedy("look at AUTO_MIGRATE_URL, AUTO_MIGRATE_SCHEMAS and AUTO_MIGRATE_TABLE");
        }
        AppliedVersions applied = applied(inside.history());
        Map<SchemaVersion, Script> byVersion = byVersion();
        List<SchemaEngine.Undo> steps = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (AppliedMigration row : applied.above(target)) {
            Script script = byVersion.get(SchemaVersion.parse(row.getVersion().getVersion()));
            if (script == null) {
                missing.add(
                        PREFIX + row.getVersion() + "__" + row.getDescription().replace(' ', '_') + ".sql");
            } else {
                steps.add(new SchemaEngine.Undo(
                        row.getVersion().getVersion(), row.getDescription(), script.path(), text(script)));
            }
        }
        if (!missing.isEmpty()) {
            throw AppliedVersions.refusal("there is no script " + String.join(", ", missing))
                    .remedy(
                            "write it and put it beside the migrations, or take the version back by hand; restoring a backup is"
                                    + " another way");
        }
        return new SchemaEngine.RolledBack(schema, steps, applied.newest());
    }

    private AppliedVersions applied(SchemaHistory history) throws StartupException {
        history.clearCache();
        return new AppliedVersions(history.allAppliedMigrations(), schema);
    }

    private Map<SchemaVersion, Script> byVersion() throws StartupException {
        Map<SchemaVersion, Script> byVersion = new HashMap<>();
        for (Script script : scripts) {
            if (script.kind() != ScriptKind.UNDO) {
                continue;
            }
            Script other = byVersion.put(script.name().version().orElseThrow(), script);
            if (other != null) {
                throw AppliedVersions.refusal(
                                "\"" + other.path() + "\" and \"" + script.path() + "\" are for the same version")
                        .remedy("keep one of them");
            }
        }
        return byVersion;
    }

    private String text(Script script) {
        StringWriter text = new StringWriter();
        try (Reader reader = resources.getResource(script.path()).read()) {
            reader.transferTo(text);
        } catch (IOException e) {
            throw new FlywayException("can't read " + script.file().place() + ": " + e.getMessage(), e);
        }
        return text.toString();
    }

    private void undo(Inside inside, SchemaEngine.Undo step) throws StartupException {
        ResolvedMigration script = inside.script(step.version());
        boolean isAtomic = inside.database().supportsDdlTransactions()
                && script.getExecutor().canExecuteInTransaction();
        try {
            inside.history().lock(() -> {
                AppliedMigration row = stillNewest(inside, step);
                backup.beforeScript(inside.database().getMainConnection().getJdbcConnection());
                story.undoing(undone + 1, plan.size(), step.script());
                if (isAtomic) {
                    undoAtOnce(inside, script, row);
                } else {
                    undoInTwoSteps(inside, script, row);
                }
                return null;
            });
        } catch (FlywayException e) {
            story.failed();
            throw failure(step, isAtomic, e);
        }
        story.undone(undone + 1, plan.size(), step.script());
    }

    /** Others may have migrated while this one waited for the lock. */
    private AppliedMigration stillNewest(Inside inside, SchemaEngine.Undo step) throws StartupException {
        List<AppliedMigration> going = applied(inside.history()).above(target);
        if (going.isEmpty() || !going.get(0).getVersion().getVersion().equals(step.version())) {
            throw AppliedVersions.refusal("another process changed the history in the meantime")
                    .remedy("look at the history, and see that no instance of the newer version starts any more");
        }
        return going.get(0);
    }

    /** Script and row on one connection, in one transaction: the lock's own, or one within the session's lock. */
    private void undoAtOnce(Inside inside, ResolvedMigration script, AppliedMigration row) throws SQLException {
        Connection<?> connection = inside.database().getMainConnection();
        if (!connection.getJdbcConnection().getAutoCommit()) {
            execute(inside, script, connection);
            inside.history().delete(row);
            return;
        }
        ExecutionTemplateFactory.createExecutionTemplate(connection.getJdbcConnection(), inside.database())
                .execute(() -> {
                    execute(inside, script, connection);
                    inside.history().delete(row);
                    return null;
                });
    }

    /** The row last: what is in the history is still there, at least in part. */
    private void undoInTwoSteps(Inside inside, ResolvedMigration script, AppliedMigration row) throws SQLException {
        Connection<?> connection = inside.database().getMigrationConnection();
        boolean before = connection.getJdbcConnection().getAutoCommit();
        if (script.getExecutor().canExecuteInTransaction()) {
            ExecutionTemplateFactory.createExecutionTemplate(connection.getJdbcConnection(), inside.database())
                    .execute(() -> {
                        execute(inside, script, connection);
                        return null;
                    });
        } else {
            // With a single connection the lock's transaction would go around it.
            connection.getJdbcConnection().setAutoCommit(true);
            execute(inside, script, connection);
            connection.getJdbcConnection().setAutoCommit(before);
        }
        inside.history().delete(row);
    }

    private void execute(Inside inside, ResolvedMigration script, Connection<?> connection) throws SQLException {
        connection.restoreOriginalState();
        connection.changeCurrentSchemaTo(inside.defaultSchema());
        script.getExecutor().execute(new Context() {
            @Override
            public Configuration getConfiguration() {
                return flyway;
            }

            @Override
            public java.sql.Connection getConnection() {
                return connection.getJdbcConnection();
            }
        });
    }

    private StartupException failure(SchemaEngine.Undo step, boolean isAtomic, FlywayException thrown)
            throws StartupException {
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < 50; depth++) {
            if (current instanceof StartupException refusal) {
                throw refusal;
            }
            if (current instanceof FlywaySqlScriptException failed
                    && failed.getCause() instanceof SQLException exception) {
                return failure(step, isAtomic, failed, new SqlError(exception));
            }
            current = current.getCause();
        }
        throw thrown;
    }

    private StartupException failure(
            SchemaEngine.Undo step, boolean isAtomic, FlywaySqlScriptException failed, SqlError error) {
        int line = failed.getLineNumber() + error.linesBefore(failed.getStatement());
        Failure failure = Failure.of(error.exitCode(), step.script() + ", line " + line + ": " + error.headline())
                .with("statement", OneLine.of(failed.getStatement()))
                .with("database", error.details())
                .with(
                        "state",
                        (isAtomic
                                        ? "rolled back: version " + step.version() + " is applied as before"
                                        : "half undone: statements of \"" + step.script()
                                                + "\" that ran before the failure were not rolled back, and the history still"
                                                + " has version " + step.version())
                                + (undone == 0 ? "" : "; " + undone + " of " + plan.size() + " were undone before"));
        return new StartupException(
                failure.remedy(
                        isAtomic
                                ? "correct the script and try again"
                                : "undo by hand what is left of version " + step.version()
                                        + ", make the script do only that, and try again"),
                failed);
    }

    private interface Work {
        SchemaEngine.RolledBack perform(Inside inside) throws StartupException;
    }

    private SchemaEngine.RolledBack inFlyway(Work work) throws StartupException {
        try {
            return new FlywayExecutor(flyway)
                    .execute(
                            (resolver, history, database, defaultSchema, schemas, callbacks, interceptor) -> {
                                try {
                                    return work.perform(new Inside(
                                            history,
                                            database,
                                            defaultSchema,
                                            List.copyOf(resolver.resolveMigrations(flyway))));
                                } catch (StartupException e) {
                                    throw new FlywayException(e);
                                }
                            },
                            true,
                            null);
        } catch (FlywayException e) {
            if (e.getCause() instanceof StartupException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    /** What Flyway has made of its configuration and the connections. */
    private record Inside(
            SchemaHistory history, Database<?> database, Schema<?, ?> defaultSchema, List<ResolvedMigration> resolved) {
        ResolvedMigration script(String version) {
            SchemaVersion wanted = SchemaVersion.parse(version);
            for (ResolvedMigration migration : resolved) {
                boolean isVersioned = migration.getVersion() != null;
                if (isVersioned
                        && SchemaVersion.parse(migration.getVersion().getVersion())
                                .equals(wanted)) {
                    return migration;
                }
            }
            throw new FlywayException("no script for version " + version);
        }
    }
}
