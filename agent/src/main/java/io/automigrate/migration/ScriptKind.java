package io.automigrate.migration;

/** What a file is to Flyway, by its name. */
public enum ScriptKind {
    /** {@code V<version>__<description>.sql}: applied once, in the order of versions. */
    VERSIONED,
    /** {@code R__<description>.sql}: applied after the versioned ones, again whenever its text changes. */
    REPEATABLE,
    /** {@code B<version>__<description>.sql}: stands for all versioned ones up to its version, on an empty schema. */
    BASELINE,
    /** {@code afterMigrate.sql}, {@code beforeMigrate__<description>.sql}: run by Flyway at that event. */
    CALLBACK,
    /** {@code <script>.sql.conf}: Flyway's settings for one script. */
    CONFIGURATION,
    /** {@code U<version>__<description>.sql}: takes a version back. Not for Flyway, whose open edition can't run it. */
    UNDO;

    /** Returns whether Flyway runs it as SQL, whenever that is. */
    boolean isSql() {
        return this != CONFIGURATION && this != UNDO;
    }
}
