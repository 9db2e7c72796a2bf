package io.automigrate.kind.h2;

import io.automigrate.kind.ErrorSubject;
import io.automigrate.kind.StatementErrors;
import java.sql.SQLException;

/** The errors of H2. */
final class H2Errors extends StatementErrors {
    private static final int READ_ONLY = 90097;
    private static final int LOCK_TIMEOUT = 50200;

    /** The driver appends the statement to the words of the database. */
    private static final String STATEMENT = "; SQL statement:";

    private H2Errors() {}

    static StatementErrors errors() {
        return new H2Errors();
    }

    @Override
    public ErrorSubject subject(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Missing rights, missing rights of an administrator.
            case 90040, 90096 -> ErrorSubject.RIGHT;
            // I/O error, corrupt file, read-only.
            case 90028, 90030, 90031, READ_ONLY -> ErrorSubject.SERVER;
            // The database was closed.
            case 90098, 90121 -> ErrorSubject.CONNECTION;
            case LOCK_TIMEOUT -> ErrorSubject.CONFLICT;
            case 50100 -> ErrorSubject.UNSUPPORTED;
            default -> super.subject(failure);
        };
    }

    @Override
    public boolean isRefused(SQLException failure) {
        return failure.getErrorCode() == 90040 || failure.getErrorCode() == 90096 || super.isRefused(failure);
    }

    @Override
    public boolean isReadOnly(SQLException failure) {
        return failure.getErrorCode() == READ_ONLY;
    }

    @Override
    public boolean isLockTimeout(SQLException failure) {
        return failure.getErrorCode() == LOCK_TIMEOUT;
    }

    @Override
    public String words(SQLException failure) {
        String words = super.words(failure);
        int statement = words.indexOf(STATEMENT);
        return statement < 0 ? words : words.substring(0, statement);
    }

    /** H2 repeats the statement with a mark at the position of a syntax error. */
    @Override
    public int index(SQLException failure, String statement) {
        boolean isSyntaxError = failure.getErrorCode() == 42000 || failure.getErrorCode() == 42001;
        String words = words(failure);
        int mark = words.indexOf("[*]");
        int quote = words.indexOf('"');
        return isSyntaxError && quote >= 0 && mark > quote ? Math.min(mark - quote - 1, statement.length()) : 0;
    }
}
