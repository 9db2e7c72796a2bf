package io.automigrate.command;

import io.automigrate.console.Report;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.failure.StartupException;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.Settings;
import java.util.Optional;
import javax.sql.DataSource;

/** A command that an engine performs in place of the start of an application. */
public interface OneShotCommand {
    /**
     * Runs the command.
     *
     * @param source the database, which answers
     * @return the result
     * @throws StartupException when the command fails
     */
    Report run(SchemaEngine engine, DataSource source, MigrationCatalog catalog)
            throws StartupException, InterruptedException;

    /**
     * Returns the command that a user asked for; empty for a command that does the same as a start, or reports on a start.
     *
     * @param settings of one database
     */
    static Optional<OneShotCommand> of(CommandRequest request, Settings settings) {
        String database = settings.account().url().toString();
        SchemaEngine.Task<SchemaEngine.RolledBack> rollback =
                request.dryRun() ? SchemaEngine.Task.PLAN_ROLLBACK : SchemaEngine.Task.ROLLBACK;
        OneShotCommand command =
                switch (request.command()) {
                    case INFO ->
                        (engine, source, catalog) ->
                                new InfoReport(database, engine.perform(SchemaEngine.Task.INSPECT, source));
                    case BASELINE ->
                        (engine, source, catalog) ->
                                new BaselineReport(database, engine.perform(SchemaEngine.Task.BASELINE, source));
                    case REPAIR ->
                        (engine, source, catalog) ->
                                new RepairReport(database, engine.perform(SchemaEngine.Task.REPAIR, source));
                    case ROLLBACK ->
                        (engine, source, catalog) ->
                                new RollbackReport(database, engine.perform(rollback, source), request.dryRun());
                    case MIGRATE, WAIT, VALIDATE, PLAN, DOCTOR -> null;
                };
        return Optional.ofNullable(command);
    }
}
