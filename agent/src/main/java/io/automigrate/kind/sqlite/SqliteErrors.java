package io.automigrate.kind.sqlite;

import io.automigrate.kind.ErrorSubject;
import io.automigrate.kind.StatementErrors;
import java.sql.SQLException;

/** The errors of SQLite, which has no SQLStates. */
final class SqliteErrors extends StatementErrors {
    private static final int BUSY = 5;

    /** The low byte is the code; the bits above the low byte are details of the code. */
    private static final int CODE = 0xff;

    private SqliteErrors() {}

    static StatementErrors errors() {
        return new SqliteErrors();
    }

    /** Returns whether another connection writes to the database. */
    static boolean isBusy(SQLException failure) {
        return (failure.getErrorCode() & CODE) == BUSY;
    }

    @Override
    public ErrorSubject subject(SQLException failure) {
        return switch (failure.getErrorCode() & CODE) {
            // BUSY, LOCKED.
            case BUSY, 6 -> ErrorSubject.CONFLICT;
            // NOMEM, FULL.
            case 7, 13 -> ErrorSubject.RESOURCES;
            // READONLY, IOERR, CORRUPT, CANTOPEN, NOTADB.
            case 8, 10, 11, 14, 26 -> ErrorSubject.SERVER;
            // TOOBIG, CONSTRAINT, MISMATCH.
            case 18, 19, 20 -> ErrorSubject.DATA;
            default -> words(failure).contains("within a transaction") ? ErrorSubject.TRANSACTION : ErrorSubject.SCRIPT;
        };
    }

    @Override
    public boolean isTableMissing(SQLException failure) {
        return words(failure).contains("no such table");
    }
}
