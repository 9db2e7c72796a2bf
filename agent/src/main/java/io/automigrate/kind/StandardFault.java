package io.automigrate.kind;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;

/** The meaning of an error during a login, by its SQLState and its type. */
final class StandardFault {
    private StandardFault() {}

    /** Returns the fault; null when neither the state nor the type tells. */
    static ConnectionFault of(SQLException failure) {
        ConnectionFault fault = ofState(String.valueOf(failure.getSQLState()));
        return fault == null ? ofType(failure) : fault;
    }

    private static ConnectionFault ofState(String state) {
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

    private static ConnectionFault ofType(SQLException failure) {
        if (failure instanceof SQLInvalidAuthorizationSpecException) {
            return ConnectionFault.ACCOUNT_REFUSED;
        }
        return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                ? ConnectionFault.NOT_READY
                : null;
    }
}
