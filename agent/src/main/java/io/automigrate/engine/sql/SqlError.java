package io.automigrate.engine.sql;

import io.automigrate.failure.CauseChain;
import io.automigrate.failure.ExitCode;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.ErrorSubject;
import io.automigrate.kind.LeadingComments;
import io.automigrate.kind.StatementErrors;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The error of a database that refused a statement.
 *
 * @param exception as the driver threw it
 * @param errors the meaning of the errors of this kind of database
 */
public record SqlError(SQLException exception, StatementErrors errors) {
    /** Makes the error of a kind of database. */
    public SqlError(SQLException exception, DatabaseKind kind) {
        this(exception, kind.errors());
    }

    /**
     * Returns the error that a driver reported.
     *
     * @param thrown the driver's exception, or one that it caused
     */
    public static Optional<SqlError> in(Throwable thrown, DatabaseKind kind) {
        Optional<SQLException> found = new CauseChain(thrown).first(SQLException.class);
        // The connection pool wraps the driver's exception when no connection could be opened in time.
        if (found.isPresent()
                && found.get() instanceof SQLTransientConnectionException
                && found.get().getCause() instanceof SQLException cause) {
            return Optional.of(new SqlError(cause, kind));
        }
        return found.map(exception -> new SqlError(exception, kind));
    }

    /** Returns the exit code for this error: whether a right is missing, or anything else failed. */
    public ExitCode exitCode() {
        return errors.isRefused(exception) || isReadOnly() ? ExitCode.ACCESS_REFUSED : ExitCode.MIGRATION_FAILED;
    }

    /** Returns the reason why the database refused the statement. */
    public ErrorSubject subject() {
        return errors.subject(exception);
    }

    /** Returns whether the connection broke, or the server accepts no connection at the moment. */
    public boolean isConnectionLost() {
        return errors.isConnectionLost(exception);
    }

    /** Returns whether the server takes no changes from any account. */
    public boolean isReadOnly() {
        return errors.isReadOnly(exception);
    }

    /** Returns whether the statement gave up waiting for a lock of another session. */
    public boolean isLockTimeout() {
        return errors.isLockTimeout(exception);
    }

    /** Returns whether the statement makes something that exists already. */
    public boolean isRepetition() {
        return errors.isRepetition(exception);
    }

    private String message() {
        return errors.words(exception);
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
     * Returns the line of the script at which the database found the error: the line of the statement where the database does not say more.
     *
     * @param firstLine the line of the statement's first word in the script
     * @param statement the statement as the database got it, with the comments before it
     */
    public int line(int firstLine, String statement) {
        return line(firstLine, statement, LeadingComments.end(statement));
    }

    /**
     * Returns the line for a Flyway that counts from the comments before the statement, as Flyway before 7.7 does.
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
        int end = Math.max(LeadingComments.end(statement), errors.index(exception, statement));
        int lines = 0;
        for (int i = from; i < end; i++) {
            lines += statement.charAt(i) == '\n' ? 1 : 0;
        }
        return line + lines;
    }
}
