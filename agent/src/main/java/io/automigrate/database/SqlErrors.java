package io.automigrate.database;

import static io.automigrate.database.ConnectionProblem.Kind.ACCOUNT_REFUSED;
import static io.automigrate.database.ConnectionProblem.Kind.NOT_READY;
import static io.automigrate.database.ConnectionProblem.Kind.NO_SUCH_DATABASE;
import static io.automigrate.database.ConnectionProblem.Kind.REJECTED;
import static io.automigrate.database.ConnectionProblem.Kind.UNUSABLE;

import io.automigrate.database.ConnectionProblem.Kind;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Locale;

/** What SQLStates and vendors' error codes mean while connecting. */
final class SqlErrors {
    private SqlErrors() {}

    /** Returns null when neither code nor state nor type tells. */
    static Kind kind(Vendor vendor, SQLException failure) {
        Kind kind = byVendor(vendor, failure);
        if (kind == null) {
            kind = byState(failure.getSQLState());
        }
        return kind == null ? byType(failure) : kind;
    }

    private static Kind byVendor(Vendor vendor, SQLException failure) {
        int code = failure.getErrorCode();
        return switch (vendor) {
            case POSTGRESQL -> postgresql(failure);
            case MYSQL -> mysql(code);
            case ORACLE -> oracle(code);
            case SQLSERVER -> sqlserver(code);
            case H2 -> h2(code);
            case SQLITE -> sqlite(code);
            case DERBY -> derby(failure);
            case HSQLDB -> code == -465 ? NO_SUCH_DATABASE : null;
            default -> null;
        };
    }

    private static Kind byState(String state) {
        if (state == null) {
            return null;
        }
        if (state.startsWith("28") || state.equals("42501")) {
            return ACCOUNT_REFUSED;
        }
        if (state.startsWith("3D")) {
            return NO_SUCH_DATABASE;
        }
        // Connection errors, lack of resources ("too many connections"), an operator's intervention ("is starting up").
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57") ? NOT_READY : null;
    }

    private static Kind byType(SQLException failure) {
        if (failure instanceof SQLInvalidAuthorizationSpecException) {
            return ACCOUNT_REFUSED;
        }
        return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                ? NOT_READY
                : null;
    }

    private static Kind postgresql(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            // The driver's own: no password where one is wanted, an unknown method, or encryption where there is none.
            case "08004" -> words(failure).contains("ssl") ? REJECTED : ACCOUNT_REFUSED;
            // The driver's own: a URL or a parameter that it can't read.
            case "99999", "22023" -> UNUSABLE;
            case "57P04" -> NO_SUCH_DATABASE;
            default -> null;
        };
    }

    private static Kind mysql(int code) {
        return switch (code) {
            // Too many connections (of all, of this user), not listening, shutting down, blocked host, network.
            case 1040,
                    1042,
                    1043,
                    1053,
                    1129,
                    1158,
                    1159,
                    1160,
                    1161,
                    1203,
                    1226,
                    1927,
                    2002,
                    2003,
                    2005,
                    2006,
                    2013,
                    3032 -> NOT_READY;
            // Access denied (to the server, to the database), host not allowed, plug-in mismatch, locked, expired.
            case 1044, 1045, 1130, 1251, 1275, 1524, 1698, 1820, 1862, 2049, 2054, 2059, 3118, 3955, 4151 ->
                ACCOUNT_REFUSED;
            case 1049 -> NO_SUCH_DATABASE;
            default -> null;
        };
    }

    private static Kind oracle(int code) {
        return switch (code) {
            // No listener; the listener does not know the service yet, or its instance is blocked, starting, full;
            // network.
            case 12170,
                    12505,
                    12514,
                    12516,
                    12518,
                    12519,
                    12520,
                    12523,
                    12526,
                    12527,
                    12528,
                    12535,
                    12537,
                    12541,
                    12547,
                    12564 -> NOT_READY;
            case 18, 20, 1012, 1033, 1034, 1089, 1090, 1109, 3113, 3114, 3135, 27101 -> NOT_READY;
            // The driver's own: I/O error, end of stream, unknown host, bad packet.
            case 17002, 17410, 17800, 17868, 17904 -> NOT_READY;
            // Wrong name or password, none given, no CREATE SESSION, old verifier, locked, expired.
            case 1005, 1017, 1045, 28000, 28001, 28009, 28040 -> ACCOUNT_REFUSED;
            case 17067 -> UNUSABLE;
            default -> null;
        };
    }

    private static Kind sqlserver(int code) {
        return switch (code) {
            // Starting, upgrading, paused, recovering, shutting down; Azure: moving, throttled, out of workers.
            case 921, 922, 927, 976, 983, 6005, 17142, 18401, 18451, 18461 -> NOT_READY;
            case 10928, 10929, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920 -> NOT_READY;
            // Wrong name or password, disabled, locked, expired; Azure: this address is not allowed in.
            case 18452, 18456, 18470, 18486, 18487, 18488, 40615 -> ACCOUNT_REFUSED;
            case 911, 4060 -> NO_SUCH_DATABASE;
            default -> null;
        };
    }

    private static Kind h2(int code) {
        return switch (code) {
            // Locked by another process, connection broken, closing, in exclusive mode.
            case 90020, 90067, 90098, 90121, 90135 -> NOT_READY;
            case 90049, 90050 -> ACCOUNT_REFUSED;
            case 90013, 90146, 90149 -> NO_SUCH_DATABASE;
            // The URL: relative path, form, setting, name; the file: can't be made, read or understood.
            case 90011, 90046, 90066, 90088, 90113, 90138 -> UNUSABLE;
            case 90028, 90030, 90031, 90048, 90062 -> UNUSABLE;
            default -> null;
        };
    }

    private static Kind sqlite(int code) {
        return switch (code) {
            // SQLITE_BUSY, SQLITE_LOCKED.
            case 5, 6 -> NOT_READY;
            // PERM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB.
            case 3, 8, 10, 11, 13, 14, 26 -> UNUSABLE;
            default -> null;
        };
    }

    /** Returns whether the file can't be opened: SQLITE_PERM, READONLY, CANTOPEN. */
    static boolean isSqliteFile(int code) {
        return code == 3 || code == 8 || code == 14;
    }

    /** Returns whether the file can't be made or written. */
    static boolean isH2File(int code) {
        return code == 90028 || code == 90031 || code == 90062;
    }

    private static Kind derby(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "XJ004" -> NO_SUCH_DATABASE;
            // Another JVM has the files.
            case "XJ040", "XSDB6" -> NOT_READY;
            case "08004" -> words(failure).contains("not found") ? NO_SUCH_DATABASE : ACCOUNT_REFUSED;
            default -> null;
        };
    }

    private static String words(SQLException failure) {
        return failure.getMessage() == null ? "" : failure.getMessage().toLowerCase(Locale.ROOT);
    }
}
