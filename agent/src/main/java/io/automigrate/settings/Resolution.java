package io.automigrate.settings;

import io.automigrate.report.LogSettings;
import java.util.List;

/** What came of reading the settings. */
public sealed interface Resolution {

    /** Returns how to log, as far as it could be understood. */
    LogSettings log();

    /**
     * Everything is known and valid.
     *
     * @param warnings what the user should know, a line each: unknown variables for example
     */
    record Resolved(Settings settings, LogSettings log, List<String> warnings) implements Resolution {}

    /**
     * No JDBC URL anywhere, and nobody asked for a migration: the agent stays out.
     *
     * @param log how to say so
     */
    record NothingToDo(LogSettings log) implements Resolution {}

    /**
     * Something is wrong.
     *
     * @param problems all of them, each a line of the form {@code VARIABLE="value": what is wrong, what is allowed}
     * @param failOnError whether the application must not start
     * @param warnings as in {@link Resolved}
     */
    record Invalid(List<String> problems, boolean failOnError, LogSettings log, List<String> warnings)
            implements Resolution {}
}
