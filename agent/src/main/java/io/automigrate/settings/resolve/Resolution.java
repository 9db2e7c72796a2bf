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

    /** Returns the settings of the log that could be understood. */
    LogSettings log();

    /** Returns the receivers of the outcome, from the settings that could be understood. */
    OutcomeSettings outcome();

    /** Returns the command that runs instead of the application. */
    default Optional<CommandRequest> command() {
        return Optional.empty();
    }

    /** Returns the warnings about the settings, a line each: unknown variables for example. */
    List<String> warnings();

    /** Returns the databases with enough valid settings to connect. */
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

    /** Returns this result with other settings for each known database. */
    default Resolution with(UnaryOperator<Settings> change) {
        return this;
    }

    /** Returns a mask for the secrets of the databases that are known. */
    default SecretMask secretMask() {
        return new SecretMask(new KnownSecrets(known()).list());
    }

    /**
     * All settings are known and valid.
     *
     * @param databases the settings of each database, in the order of the work; usually there is one
     * @param command the command that runs instead of the application
     * @param warnings the warnings about the settings, a line each: unknown variables for example
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

        /** Returns the settings of the first database. The settings that concern the whole start are the same in all databases. */
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
     * The agent does nothing: it is switched off, or no setting contains a JDBC URL or asks for a migration.
     *
     * @param switchedOff whether the user has switched the agent off; then the log needs no line
     * @param command as in {@link Resolved}; a command that reports on a start
     * @param log the settings of the log
     * @param warnings as in {@link Resolved}: for example URLs that are not JDBC URLs
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
     * At least one setting is wrong.
     *
     * @param problems all problems, each a line of the form {@code VARIABLE="value": problem, remedy}
     * @param understood the databases with enough valid settings to connect; a wrong setting has its default
     * @param command as in {@link Resolved}; empty also when it can't be understood
     * @param onFailure the consequence of the failure
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
