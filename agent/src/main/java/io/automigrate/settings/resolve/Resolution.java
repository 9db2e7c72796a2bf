package io.automigrate.settings.resolve;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.log.LogSettings;
import io.automigrate.outcome.OutcomeSettings;
import io.automigrate.secret.SecretMask;
import io.automigrate.settings.CommandRequest;
import io.automigrate.settings.KnownSecrets;
import io.automigrate.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The result of reading the settings. */
public sealed interface Resolution {

    /** Returns how to log, as far as it could be understood. */
    LogSettings log();

    /** Returns who wants to know how it ends, as far as it could be understood. */
    OutcomeSettings outcome();

    /** Returns what is done instead of starting the application. */
    default Optional<CommandRequest> command() {
        return Optional.empty();
    }

    /** Returns what the user should know about the settings, a line each: unknown variables for example. */
    List<String> warnings();

    /** Returns the databases of which enough is known to look at them. */
    default List<Settings> known() {
        return List.of();
    }

    /** Returns whether the database is known by the name of a data source that the application or its server makes. */
    default boolean isOfDataSource() {
        for (Settings settings : known()) {
            if (settings.account().url().isDataSource()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the same with other settings for each database that is known. */
    default Resolution with(UnaryOperator<Settings> change) {
        return this;
    }

    /** Returns a mask for the secrets of the databases that are known. */
    default SecretMask secretMask() {
        return new SecretMask(new KnownSecrets(known()).list());
    }

    /**
     * Everything is known and valid.
     *
     * @param databases what to do with each database, in this order; usually there is one
     * @param command what is done instead of starting the application
     * @param warnings what the user should know, a line each: unknown variables for example
     */
    record Resolved(
            List<Settings> databases,
            Optional<CommandRequest> command,
            LogSettings log,
            OutcomeSettings outcome,
            List<String> warnings)
            implements Resolution {
        public Resolved {
            databases = List.copyOf(databases);
            if (databases.isEmpty()) {
                throw new IllegalArgumentException("no database");
            }
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(outcome, "outcome");
            warnings = List.copyOf(warnings);
        }

        /** Returns the settings of the only database, or of the first: what is about the whole start is the same in all. */
        public Settings settings() {
            return databases.get(0);
        }

        @Override
        public List<Settings> known() {
            return databases;
        }

        @Override
        public Resolution with(UnaryOperator<Settings> change) {
            return new Resolved(databases.stream().map(change).toList(), command, log, outcome, warnings);
        }
    }

    /**
     * The agent stays out: it is switched off, or there is no JDBC URL anywhere and nobody asked for a migration.
     *
     * @param switchedOff whether the user said so; then there is nothing to tell
     * @param command as in {@link Resolved}; one that says what a start would do
     * @param log how to say so
     * @param warnings as in {@link Resolved}: URLs for example that JDBC has nothing to do with
     */
    record NothingToDo(boolean switchedOff, Optional<CommandRequest> command, LogSettings log, List<String> warnings)
            implements Resolution {
        public NothingToDo {
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(log, "log");
            warnings = List.copyOf(warnings);
        }

        @Override
        public OutcomeSettings outcome() {
            return OutcomeSettings.DEFAULT;
        }
    }

    /**
     * Something is wrong.
     *
     * @param problems all of them, each a line of the form {@code VARIABLE="value": what is wrong, what is allowed}
     * @param understood the databases of which enough is known to look at them; what is wrong in them has its default
     * @param command as in {@link Resolved}; empty also when it can't be understood
     * @param onFailure what follows
     * @param warnings as in {@link Resolved}
     */
    record Invalid(
            List<String> problems,
            List<Settings> understood,
            Optional<CommandRequest> command,
            OnFailure onFailure,
            LogSettings log,
            OutcomeSettings outcome,
            List<String> warnings)
            implements Resolution {
        public Invalid {
            problems = List.copyOf(problems);
            understood = List.copyOf(understood);
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(onFailure, "onFailure");
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(outcome, "outcome");
            warnings = List.copyOf(warnings);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("invalid without a problem");
            }
        }

        @Override
        public List<Settings> known() {
            return understood;
        }

        @Override
        public Resolution with(UnaryOperator<Settings> change) {
            return new Invalid(
                    problems, understood.stream().map(change).toList(), command, onFailure, log, outcome, warnings);
        }

        /** Returns all problems as one failure. */
        public Failure failure() {
            Failure failure = Failure.of(
                    ExitCode.CONFIGURATION,
                    problems.size() == 1 ? problems.get(0) : problems.size() + " settings are wrong");
            if (problems.size() > 1) {
                for (String problem : problems) {
                    failure = failure.with("setting", problem);
                }
            }
            return failure.with("state", "the database was not touched").remedy("correct the settings and start again");
        }
    }
}
