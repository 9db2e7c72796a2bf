package io.automigrate.engine.task;

import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.script.CatalogResources;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.failure.CauseChain;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.Script;
import io.automigrate.text.OneLine;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.executor.Context;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.extensibility.AppliedMigration;
import org.flywaydb.core.internal.database.base.Connection;
import org.flywaydb.core.internal.jdbc.ExecutionTemplateFactory;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/**
 * Takes applied versions back with the scripts {@code U<version>__….sql}. Flyway's open edition can't; but it has all the parts: told
 * that scripts begin with {@code U}, it reads, parses and runs these like any other, under its own lock, and its history writes the
 * row by which {@code repair} notes that a version is gone, which every Flyway since 7 understands.
 */
public final class Rollback {
    private final LoadedFlyway loaded;
    private final Configuration flyway;
    private final RollbackPlan plan;
    private final MigrationStory story;
    private List<SchemaEngine.Undo> steps;
    private int undone;

    /**
     * Makes a rollback to {@code AUTO_MIGRATE_TARGET}.
     *
     * @param loaded Flyway with the configuration of a migration
     * @param scripts the catalog's undo scripts, and the configurations of scripts
     * @throws StartupException {@code CONFIGURATION} when the target is no version
     */
    public Rollback(LoadedFlyway loaded, List<Script> scripts) throws StartupException {
        this.loaded = loaded;
        CatalogResources resources = new CatalogResources(
                scripts, loaded.context().settings().scripts().naming());
        Configuration migrating = loaded.flyway().getConfiguration();
        flyway = new FluentConfiguration(migrating.getClassLoader())
                .configuration(migrating)
                .sqlMigrationPrefix(resources.naming().undo())
                // Scripts for events belong to migrations.
                .skipDefaultCallbacks(true)
                .resourceProvider(resources);
        String target = loaded.engine().flyway().get("target");
        plan = new RollbackPlan(scripts, resources, RollbackPlan.target(target), loaded.schema());
        story = loaded.context().story();
    }

    /**
     * Repeats the work as long as the database gives up waiting for Flyway's lock; {@code MigrationWatch} ends the thread when the lock
     * was waited for long enough.
     */
    public <T> T untilLocked(Work<Rollback, T> work) throws StartupException, InterruptedException {
        while (true) {
            try {
                return work.perform(this);
            } catch (FlywayException e) {
                if (!loaded.isLockTimeout(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Returns the steps of a rollback without locking or writing.
     *
     * @throws StartupException when it can't be done, with the reason
     */
    public SchemaEngine.RolledBack plan() throws StartupException, InterruptedException {
        return InsideFlyway.perform(flyway, inside -> plan.read(inside.history()));
    }

    /**
     * Takes the versions back one after the other. After a failure the versions taken back before stay so; a second call goes on with the next.
     *
     * @throws StartupException when it can't be done, with the reason, or a script failed
     */
    public SchemaEngine.RolledBack run() throws StartupException, InterruptedException {
        return InsideFlyway.perform(flyway, this::run);
    }

    private SchemaEngine.RolledBack run(InsideFlyway inside) throws StartupException {
        if (steps == null) {
            steps = plan.read(inside.history()).steps();
        }
        while (undone < steps.size()) {
            undo(inside, steps.get(undone));
            undone++;
        }
        Optional<String> version = plan.version(inside.history());
        if (steps.isEmpty()) {
            story.nothingToRollBack(loaded.schema(), version);
        } else {
            story.rolledBack(loaded.schema(), version);
        }
        return new SchemaEngine.RolledBack(loaded.schema(), steps, version);
    }

    private void undo(InsideFlyway inside, SchemaEngine.Undo step) throws StartupException {
        ResolvedMigration script = inside.script(step.version());
        boolean isAtomic = inside.database().supportsDdlTransactions()
                && script.getExecutor().canExecuteInTransaction();
        try {
            inside.history().lock(() -> {
                AppliedMigration row = plan.stillNewest(inside.history(), step);
                loaded.backup()
                        .beforeScript(inside.database().getMainConnection().getJdbcConnection());
                story.undoing(undone + 1, steps.size(), step.script(), step.version());
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
        story.undone(undone + 1, steps.size(), step.script());
    }

    /** Script and row on one connection, in one transaction: the lock's own, or one within the session's lock. */
    private void undoAtOnce(InsideFlyway inside, ResolvedMigration script, AppliedMigration row) throws SQLException {
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

    /** Deletes the row last: until then the history has the version, of which some is still there. */
    private void undoInTwoSteps(InsideFlyway inside, ResolvedMigration script, AppliedMigration row)
            throws SQLException {
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

    private void execute(InsideFlyway inside, ResolvedMigration script, Connection<?> connection) throws SQLException {
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

    private StartupException failure(SchemaEngine.Undo step, boolean isAtomic, FlywayException thrown) {
        CauseChain chain = new CauseChain(thrown);
        Optional<StartupException> refusal = chain.first(StartupException.class);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        FlywaySqlScriptException failed =
                chain.first(FlywaySqlScriptException.class).orElseThrow(() -> thrown);
        SqlError error = loaded.context().error(failed).orElseThrow(() -> thrown);
        int line = error.line(failed.getLineNumber(), failed.getStatement());
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
                                + (undone == 0 ? "" : "; " + undone + " of " + steps.size() + " were undone before"));
        return new StartupException(
                failure.remedy(
                        isAtomic
                                ? "correct the script and try again"
                                : "undo by hand what is left of version " + step.version()
                                        + ", make the script do only that, and try again"),
                failed);
    }
}
