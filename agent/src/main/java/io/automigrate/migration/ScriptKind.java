package io.automigrate.migration;

/** The kinds of files that Flyway tells apart by their names; the examples show the default naming. */
public enum ScriptKind {
    /** {@code V<version>__<description>.sql}: applied once, in the order of the versions. */
    VERSIONED,
    /** {@code R__<description>.sql}: applied after the versioned scripts, and again whenever the text changes. */
    REPEATABLE,
    /** {@code B<version>__<description>.sql}: replaces all versioned scripts up to its version on an empty schema. */
    BASELINE,
    /** {@code afterMigrate.sql}, {@code beforeMigrate__<description>.sql}: Flyway runs the script at this event. */
    CALLBACK,
    /** {@code <script>.sql.conf}: Flyway's settings for one script. */
    CONFIGURATION,
    /** {@code U<version>__<description>.sql}: rolls a version back. Flyway's open edition can't run the script, the agent's command can. */
    UNDO;

    /** Returns whether Flyway runs files of this kind as SQL. */
    boolean isSql() {
        return this != CONFIGURATION && this != UNDO;
    }
}
