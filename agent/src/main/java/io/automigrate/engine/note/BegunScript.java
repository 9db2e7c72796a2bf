package io.automigrate.engine.note;

import io.automigrate.engine.sql.ScriptProgress;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import java.util.Objects;

/**
 * A script that began and has no row in the history.
 *
 * @param script the script's path
 * @param rank the highest rank in the history when the script began
 * @param statement the statement that was sent last and commits; all statements before it are committed
 * @param isComplete whether all statements are committed, and only the row is missing
 * @param begun the time at which the script began, as text for messages
 */
record BegunScript(String script, int rank, int statement, boolean isComplete, String begun) {
    BegunScript {
        Objects.requireNonNull(script, "script");
        Objects.requireNonNull(begun, "begun");
    }

    /**
     * Returns the failure of a start that finds the note.
     *
     * @param table the table with the note
     */
    Failure failure(String table) {
        String name = script.substring(script.lastIndexOf('/') + 1);
        return Failure.of(
                        ExitCode.SCHEMA_MISMATCH,
                        name + " had begun on " + begun + " and has no row in the history: look before you go on")
                .in(script, 0)
                .with("state", state(name))
                .with("note", "the table " + table + " says so; an earlier start wrote it and was ended before the row")
                .remedy((isComplete ? "undo by hand what " + name + " did" : look(name))
                        + ", confirm with AUTO_MIGRATE_COMMAND=repair, which removes the note, and start again: the script"
                        + " runs from its beginning. If all of the script is in the database, set"
                        + " AUTO_MIGRATE_FLYWAY_SKIP_EXECUTING_MIGRATIONS=true for one start with"
                        + " AUTO_MIGRATE_TARGET at the script's version instead: Flyway then only writes the row");
    }

    private String state(String name) {
        if (isComplete) {
            return "applied without a row: all statements of " + name + " are committed";
        }
        return "half applied: statement " + statement + " of " + name + " was sent; "
                + ScriptProgress.committedUpTo(statement - 1)
                + "; statements behind it that change rows only were rolled back";
    }

    private String look(String name) {
        return "look whether statement " + statement + " of " + name
                + " is in the database, and undo by hand what it and the statements before it did";
    }
}
