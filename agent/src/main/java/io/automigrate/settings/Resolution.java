package io.automigrate.settings;

import io.automigrate.report.LogSettings;
import java.util.List;
import java.util.Objects;

/** What came of reading the settings. */
public sealed interface Resolution {

    /** Returns how to log, as far as it could be understood. */
    LogSettings log();

    /**
     * Everything is known and valid.
     *
     * @param warnings what the user should know, a line each: unknown variables for example
     */
    record Resolved(Settings settings, LogSettings log, List<String> warnings) implements Resolution {
        public Resolved {
            Objects.requireNonNull(settings, "settings");
            Objects.requireNonNull(log, "log");
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The agent stays out: it is switched off, or there is no JDBC URL anywhere and nobody asked for a migration.
     *
     * @param switchedOff whether the user said so; then there is nothing to tell
     * @param log how to say so
     * @param warnings as in {@link Resolved}: URLs for example that JDBC has nothing to do with
     */
    record NothingToDo(boolean switchedOff, LogSettings log, List<String> warnings) implements Resolution {
        public NothingToDo {
            Objects.requireNonNull(log, "log");
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Something is wrong.
     *
     * @param problems all of them, each a line of the form {@code VARIABLE="value": what is wrong, what is allowed}
     * @param failOnError whether the application must not start
     * @param warnings as in {@link Resolved}
     */
    record Invalid(List<String> problems, boolean failOnError, LogSettings log, List<String> warnings)
            implements Resolution {
        public Invalid {
            problems = List.copyOf(problems);
            Objects.requireNonNull(log, "log");
            warnings = List.copyOf(warnings);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("invalid without a problem");
            }
        }
    }
}
