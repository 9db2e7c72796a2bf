package io.automigrate.kind.mysql;

import io.automigrate.kind.ErrorSubject;
import io.automigrate.kind.StatementErrors;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of MySQL and MariaDB. Most of them have the general SQLState HY000 or 42000, so the code decides. */
final class MySqlErrors extends StatementErrors {
    private static final int SYNTAX_ERROR = 1064;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    /** An option of the server, such as {@code --read-only}, prevents the statement. */
    private static final int OPTION_PREVENTS_STATEMENT = 1290;

    private static final int READ_ONLY_MODE = 1836;
    private static final Pattern LINE = Pattern.compile(" at line (\\d{1,9})\\W*$");

    private MySqlErrors() {}

    static StatementErrors errors() {
        return new MySqlErrors();
    }

    @Override
    public ErrorSubject subject(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // No privilege; a trigger or function that only an administrator may create.
            case 1044, 1045, 1142, 1143, 1227, 1370, 1419 -> ErrorSubject.RIGHT;
            // Too many connections of the server, of the account.
            case 1040, 1203, 1226 -> ErrorSubject.CONNECTIONS;
            // Disk full, out of memory, table full, too many locks, no thread.
            case 1021, 1037, 1038, 1041, 1114, 1135, 1206 -> ErrorSubject.RESOURCES;
            // Shutdown, max_allowed_packet, an option forbids the statement, killed, read-only, statement time-out.
            case 1053, 1153, OPTION_PREVENTS_STATEMENT, 1317, READ_ONLY_MODE, 1969, 3024 -> ErrorSubject.SERVER;
            case LOCK_WAIT_TIMEOUT, 1213 -> ErrorSubject.CONFLICT;
            case 1235, 1289 -> ErrorSubject.UNSUPPORTED;
            // NULL, duplicate, truncated, out of range, wrong value, no default value, CHECK.
            case 1048, 1062, 1265, 1292, 1364, 1366, 1406, 3819, 4025 -> ErrorSubject.DATA;
            default -> super.subject(failure);
        };
    }

    @Override
    public boolean isRefused(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case 1044, 1142, 1143, 1227, OPTION_PREVENTS_STATEMENT, 1370 -> true;
            default -> super.isRefused(failure);
        };
    }

    @Override
    public boolean isReadOnly(SQLException failure) {
        boolean isOption = failure.getErrorCode() == OPTION_PREVENTS_STATEMENT
                && words(failure).toLowerCase(Locale.ROOT).contains("read-only");
        return isOption || failure.getErrorCode() == READ_ONLY_MODE || super.isReadOnly(failure);
    }

    @Override
    public boolean isConnectionLost(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Too many connections of the server, of the account; shutting down; killed; gone away; lost.
            case 1040, 1053, 1203, 1226, 1927, 2006, 2013, 4031 -> true;
            default -> super.isConnectionLost(failure);
        };
    }

    @Override
    public boolean isLockTimeout(SQLException failure) {
        return failure.getErrorCode() == LOCK_WAIT_TIMEOUT || super.isLockTimeout(failure);
    }

    @Override
    public boolean isRepetition(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Database, table, column, key, foreign key.
            case 1007, 1050, 1060, 1061, 1826 -> true;
            default -> super.isRepetition(failure);
        };
    }

    /** The server tells the line. */
    @Override
    public int index(SQLException failure, String statement) {
        Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
        return failure.getErrorCode() == SYNTAX_ERROR && line.find()
                ? lineStart(statement, Integer.parseInt(line.group(1)))
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
