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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** Other positions are those in a statement inside a function. */
    private static final Pattern POSTGRESQL_POSITION = Pattern.compile("(?m)^  Position: (\\d{1,9})");

    private static final Pattern MYSQL_LINE = Pattern.compile(" at line (\\d{1,9})\\W*$");
    private static final int MYSQL_SYNTAX_ERROR = 1064;
    private static final String H2_MARKER = "[*]";
    private static final Set<Integer> H2_SYNTAX_ERRORS = Set.of(42000, 42001);

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

    /**
     * Returns the line of the script at which the database stumbled: the line of the statement where the database does not say more.
     *
     * @param firstLine the line of the statement's first word in the script
     * @param statement the statement as the database got it, with the comments before it
     */
    public int line(int firstLine, String statement) {
        return line(firstLine, statement, LeadingComments.end(statement));
    }

    /**
     * Returns the same for a Flyway that counts from the comments before the statement, as Flyway before 7.7 does.
     *
     * @param lineOfFlyway the line of the first word, or of the comments before the first word
     * @param textOfLine the text of this line in the script
     */
    public int line(int lineOfFlyway, String statement, String textOfLine) {
        int begin = LeadingComments.end(statement);
        String first = statement.strip().lines().findFirst().orElse("");
        boolean isBegin = begin > 0 && !first.isBlank() && textOfLine.strip().startsWith(first.strip());
        return line(lineOfFlyway, statement, isBegin ? 0 : begin);
    }

    private int line(int line, String statement, int from) {
        int end = Math.max(LeadingComments.end(statement), place(statement));
        int lines = 0;
        for (int i = from; i < end; i++) {
            lines += statement.charAt(i) == '\n' ? 1 : 0;
        }
        return line + lines;
    }

    /** Returns the index in the statement at which the database stumbled; 0 when the database does not say. */
    private int place(String statement) {
        String message = String.valueOf(exception.getMessage());
        Matcher position = POSTGRESQL_POSITION.matcher(message);
        if (position.find()) {
            // Characters are counted, not UTF-16 units, and from 1.
            int characters = Integer.parseInt(position.group(1)) - 1;
            int all = statement.codePointCount(0, statement.length());
            return statement.offsetByCodePoints(0, Math.max(0, Math.min(characters, all)));
        }
        Matcher line = MYSQL_LINE.matcher(message);
        if (exception.getErrorCode() == MYSQL_SYNTAX_ERROR && line.find()) {
            return lineStart(statement, Integer.parseInt(line.group(1)));
        }
        int marker = message().indexOf(H2_MARKER);
        int quote = message().indexOf('"');
        return H2_SYNTAX_ERRORS.contains(exception.getErrorCode()) && quote >= 0 && marker > quote
                ? Math.min(marker - quote - 1, statement.length())
                : 0;
    }

    private static int lineStart(String statement, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = statement.indexOf('\n', start);
            if (end < 0) {
                return start;
            }
            start = end + 1;
        }
        return start;
    }
}
