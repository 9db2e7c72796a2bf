package io.automigrate.engine.sql;

import io.automigrate.failure.CauseChain;
import io.automigrate.failure.ExitCode;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The error of a database that refused a statement.
 *
 * @param exception as the driver threw it
 */
public record SqlError(SQLException exception) {
    /** Missing privilege or login (SQL standard), read-only (PostgreSQL). */
    private static final Set<String> REFUSED_STATES = Set.of("42501", "42502", "28000", "25006");

    /** The same by the error codes of MySQL and MariaDB, whose SQLStates are too general, and of H2. */
    private static final Set<Integer> REFUSED_CODES =
            Set.of(1044, 1142, 1143, 1227, 1290, 1370, 1836, 90040, 90096, 90097);

    /** PostgreSQL. */
    private static final String READ_ONLY_STATE = "25006";

    /** H2; MySQL; SQLite. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(90097, 1836);

    /** MySQL and MariaDB, H2, Oracle. */
    private static final Set<Integer> LOCK_TIMEOUT_CODES = Set.of(1205, 50200, 54, 30006);

    /** Table, column, schema, index exists (SQL standard and X/Open, which MySQL, MariaDB and H2 use). */
    private static final Set<String> REPEATED_STATES = Set.of("42S01", "42S11", "42S21", "42710", "42P07");

    /** Duplicate column, key, foreign key of MySQL and MariaDB; the name is used already by Oracle. */
    private static final Set<Integer> REPEATED_CODES = Set.of(1007, 1050, 1060, 1061, 1826, 955, 1430);

    /** Too many connections, of all or of this user; shutting down; gone away; lost; killed: MySQL and MariaDB. */
    private static final Set<Integer> LOST_CODES = Set.of(1040, 1053, 1203, 1226, 1927, 2006, 2013, 4031);

    private static final String H2_STATEMENT = "; SQL statement:";
    private static final String POSTGRESQL_POSITION = "Position: ";

    /**
     * Returns the error that a driver reported.
     *
     * @param thrown the driver's exception, or one that it caused
     */
    public static Optional<SqlError> in(Throwable thrown) {
        Optional<SQLException> found = new CauseChain(thrown).first(SQLException.class);
        // The connection pool wraps the driver's exception when no connection could be opened in time.
        if (found.isPresent()
                && found.get() instanceof SQLTransientConnectionException
                && found.get().getCause() instanceof SQLException cause) {
            return Optional.of(new SqlError(cause));
        }
        return found.map(SqlError::new);
    }

    /** Returns the exit code for this error: whether a right is missing, or anything else failed. */
    public ExitCode exitCode() {
        boolean refused = REFUSED_STATES.contains(String.valueOf(exception.getSQLState()))
                || REFUSED_CODES.contains(exception.getErrorCode());
        return refused ? ExitCode.ACCESS_REFUSED : ExitCode.MIGRATION_FAILED;
    }

    /** Returns whether the connection broke, or the server lets nobody in at the moment: no fault of the statement. */
    public boolean isConnectionLost() {
        String state = String.valueOf(exception.getSQLState());
        return state.startsWith("08")
                || state.startsWith("53300")
                || state.startsWith("57P0")
                || exception instanceof SQLNonTransientConnectionException
                || exception instanceof SQLRecoverableException
                || LOST_CODES.contains(exception.getErrorCode());
    }

    /** Returns whether the server takes no changes, whoever asks: a replica, or one that somebody has set to read-only. */
    public boolean isReadOnly() {
        // 1290 is for any option of MySQL and MariaDB that keeps a statement from running.
        boolean option = exception.getErrorCode() == 1290
                && message().toLowerCase(Locale.ROOT).contains("read-only");
        return option
                || READ_ONLY_STATE.equals(exception.getSQLState())
                || READ_ONLY_CODES.contains(exception.getErrorCode());
    }

    /** Returns whether the statement gave up waiting for a lock that another session has. */
    public boolean isLockTimeout() {
        return "55P03".equals(exception.getSQLState()) || LOCK_TIMEOUT_CODES.contains(exception.getErrorCode());
    }

    /** Returns whether the statement makes something that is there already, as one does that runs for the second time. */
    public boolean isRepetition() {
        return REPEATED_STATES.contains(String.valueOf(exception.getSQLState()))
                || REPEATED_CODES.contains(exception.getErrorCode());
    }

    /** Returns the server's own words, without the statement that some drivers append. */
    String message() {
        String message = String.valueOf(exception.getMessage()).strip();
        int statement = message.indexOf(H2_STATEMENT);
        return statement < 0 ? message : message.substring(0, statement);
    }

    /** Returns the first line of the words, with the SQLState where there is one. */
    public String headline() {
        String state = exception.getSQLState();
        return message().lines().findFirst().orElse("") + (state == null ? "" : " (SQLState " + state + ")");
    }

    /** Returns the words with all codes that there are. */
    public String details() {
        StringJoiner codes = new StringJoiner(", ", "", ": ").setEmptyValue("");
        if (exception.getSQLState() != null) {
            codes.add("SQLState " + exception.getSQLState());
        }
        if (exception.getErrorCode() != 0) {
            codes.add("error code " + exception.getErrorCode());
        }
        return codes + message();
    }

    /** Returns how many lines of the statement lie before the place that PostgreSQL stumbled at; other databases don't tell. */
    public int linesBefore(String statement) {
        int position = position();
        int lines = 0;
        for (int i = 0; i < Math.min(position - 1, statement.length()); i++) {
            lines += statement.charAt(i) == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** {@code Position: 24}, counted from 1. */
    private int position() {
        String message = String.valueOf(exception.getMessage());
        int start = message.indexOf(POSTGRESQL_POSITION);
        if (start < 0) {
            return 0;
        }
        int value = 0;
        for (int i = start + POSTGRESQL_POSITION.length();
                i < message.length() && Character.isDigit(message.charAt(i)) && value < 1_000_000_000;
                i++) {
            value = value * 10 + message.charAt(i) - '0';
        }
        return value;
    }
}
