package io.automigrate.kind.oracle;

import io.automigrate.kind.ErrorSubject;
import io.automigrate.kind.StatementErrors;
import java.sql.SQLException;

/** The errors of Oracle. Nearly all of them have the general SQLState 42000 or 72000, so the code decides. */
final class OracleErrors extends StatementErrors {
    private OracleErrors() {}

    static StatementErrors errors() {
        return new OracleErrors();
    }

    @Override
    public ErrorSubject subject(SQLException failure) {
        return switch (failure.getErrorCode()) {
            // Insufficient privileges, no privileges on a tablespace.
            case 1031, 1950 -> ErrorSubject.RIGHT;
            case 18, 20, 2391 -> ErrorSubject.CONNECTIONS;
            // Quota, tablespace full, shared pool.
            case 1536, 1652, 1653, 1654, 1658, 4031 -> ErrorSubject.RESOURCES;
            // Session killed, canceled, starting or shutting down.
            case 28, 1013, 1033, 1034, 1089 -> ErrorSubject.SERVER;
            case 54, 60, 8177 -> ErrorSubject.CONFLICT;
            // Unique, NULL, too large, number format, CHECK, foreign key.
            case 1, 1400, 1438, 1722, 2290, 2291, 2292, 12899 -> ErrorSubject.DATA;
            default -> super.subject(failure);
        };
    }

    /** Resource busy, time-out while waiting for it. */
    @Override
    public boolean isLockTimeout(SQLException failure) {
        return failure.getErrorCode() == 54 || failure.getErrorCode() == 30006;
    }

    /** The name is in use, the column exists. */
    @Override
    public boolean isRepetition(SQLException failure) {
        return failure.getErrorCode() == 955 || failure.getErrorCode() == 1430;
    }
}
