package io.automigrate.kind;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Set;

/**
 * The meaning of the errors with which a database refuses a statement. This class reads the SQLStates of the SQL standard, of X/Open
 * and of PostgreSQL, which other databases share. A kind of database with error codes of its own has a subclass beside it.
 */
public class StatementErrors {
    /** Missing privilege, missing login. */
    private static final Set<String> REFUSED = Set.of("42501", "42502", "28000");

    /** A table, column, schema or index exists already. */
    private static final Set<String> REPEATED = Set.of("42S01", "42S11", "42S21", "42710", "42P07");

    /** A table does not exist. H2 has states of its own for a name in another case, and for a database without tables. */
    private static final Set<String> MISSING_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

    private static final String READ_ONLY = "25006";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Returns the reason why the database refused the statement. */
    public ErrorSubject subject(SQLException failure) {
        return ErrorSubject.ofState(failure.getSQLState());
    }

    /** Returns whether the account lacks a right. */
    public boolean isRefused(SQLException failure) {
        return REFUSED.contains(state(failure));
    }

    /** Returns whether the server takes no changes from any account: a replica, or a server that is set to read-only. */
    public boolean isReadOnly(SQLException failure) {
        return state(failure).equals(READ_ONLY);
    }

    /** Returns whether the connection broke, or the server accepts no connection at the moment. */
    public boolean isConnectionLost(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08")
                || state.equals("53300")
                || state.startsWith("57P0")
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException;
    }

    /** Returns whether the statement gave up waiting for a lock of another session. */
    public boolean isLockTimeout(SQLException failure) {
        return state(failure).equals(LOCK_NOT_AVAILABLE);
    }

    /** Returns whether the statement makes something that exists already, as a statement does that runs for the second time. */
    public boolean isRepetition(SQLException failure) {
        return REPEATED.contains(state(failure));
    }

    /** Returns whether a table of the statement does not exist. */
    public boolean isTableMissing(SQLException failure) {
        return MISSING_TABLE.contains(state(failure));
    }

    /** Returns the server's own words, without the statement that some drivers append. */
    public String words(SQLException failure) {
        return String.valueOf(failure.getMessage()).strip();
    }

    /** Returns the index in the statement at which the database found the error; 0 when the database does not tell. */
    public int index(SQLException failure, String statement) {
        return 0;
    }

    private static String state(SQLException failure) {
        return String.valueOf(failure.getSQLState());
    }
}
