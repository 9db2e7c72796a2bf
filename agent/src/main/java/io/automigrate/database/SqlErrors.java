package io.automigrate.database;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.DatabaseKind;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** The meaning of an error of the database during a login. */
final class SqlErrors {
    private SqlErrors() {}

    /** Returns what the error means for this kind of database, else by SQLState and type; null when nothing tells. */
    static ConnectionFault fault(DatabaseKind kind, SQLException failure) {
        ConnectionFault fault = kind.fault(failure);
        if (fault == null) {
            fault = byState(failure.getSQLState());
        }
        return fault == null ? byType(failure) : fault;
    }

    private static ConnectionFault byState(String state) {
        if (state == null) {
            return null;
        }
        if (state.startsWith("28") || state.equals("42501")) {
            return ConnectionFault.ACCOUNT_REFUSED;
        }
        if (state.startsWith("3D")) {
            return ConnectionFault.NO_SUCH_DATABASE;
        }
        // Connection errors, lack of resources ("too many connections"), an operator's intervention ("is starting up").
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57")
                ? ConnectionFault.NOT_READY
                : null;
    }

    private static ConnectionFault byType(SQLException failure) {
        if (failure instanceof SQLInvalidAuthorizationSpecException) {
            return ConnectionFault.ACCOUNT_REFUSED;
        }
        return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                ? ConnectionFault.NOT_READY
                : null;
    }
}
