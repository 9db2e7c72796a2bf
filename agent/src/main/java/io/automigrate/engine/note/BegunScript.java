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
 * @param statement the statement that the note was written for
 * @param reach the statements whose effects the note vouches for
 * @param begun the time at which the script began, as text for messages
 */
record BegunScript(String script, int rank, int statement, Reach reach, String begun) {
    /** The statements of a script whose effects a note vouches for. The table keeps the ordinal. */
    enum Reach {
        /** The statement commits, and all statements before it are committed. */
        STATEMENTS,
        /** All statements are committed, and only the row is missing. */
        ALL,
        /** The statement was the first one to change rows that stay when the transaction is rolled back. */
        ROWS
    }

    BegunScript {
        Objects.requireNonNull(script, "script");
        Objects.requireNonNull(reach, "reach");
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
                .remedy((reach == Reach.ALL ? "undo by hand what " + name + " did" : look(name))
                        + ", confirm with AUTO_MIGRATE_COMMAND=repair, which removes the note, and start again: the script"
                        + " runs from its beginning. If all of the script is in the database, set"
                        + " AUTO_MIGRATE_FLYWAY_SKIP_EXECUTING_MIGRATIONS=true for one start with"
                        + " AUTO_MIGRATE_TARGET at the script's version instead: Flyway then only writes the row");
    }

    private String state(String name) {
        return switch (reach) {
            case STATEMENTS ->
                "half applied: statement " + statement + " of " + name + " was sent; "
                        + ScriptProgress.committedUpTo(statement - 1)
                        + "; statements behind it that change rows only were rolled back";
            case ALL -> "applied without a row: all statements of " + name + " are committed";
            case ROWS ->
                "half applied: statement " + statement + " of " + name
                        + " was sent, perhaps with statements behind it; tables without transactions may keep their changes, and"
                        + " other rows were rolled back";
        };
    }

    private String look(String name) {
        return reach == Reach.ROWS
                ? "look which rows " + name + " left in tables without transactions, and undo by hand what it did"
                : "look whether statement " + statement + " of " + name
                        + " is in the database, and undo by hand what it and the statements before it did";
    }
}
