package io.automigrate.engine.task;

import io.automigrate.engine.note.ScriptNotes;
import io.automigrate.engine.patience.StatementLimit;
import io.automigrate.engine.sql.SqlError;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.Script;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The values that stay the same during one run of Flyway.
 *
 * @param limit how long a statement of a script waits for a table
 * @param scripts the catalog's scripts that Flyway may see
 * @param story tells the user of each script
 * @param activity the current activity of the connections
 * @param notes the notes about scripts that began and have no row yet
 * @param nanoTime the time in nanoseconds, from any origin
 */
public record RunContext(
        Settings settings,
        StatementLimit limit,
        List<Script> scripts,
        MigrationStory story,
        Activity activity,
        ScriptNotes notes,
        MigrationLog log,
        LongSupplier nanoTime) {
    /** Returns the database's error in an exception of Flyway or of a driver. */
    public Optional<SqlError> error(Throwable thrown) {
        return SqlError.in(thrown, settings.account().kind());
    }
}
