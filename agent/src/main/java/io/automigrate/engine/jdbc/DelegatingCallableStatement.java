package io.automigrate.engine.jdbc;

import java.sql.CallableStatement;

/** A call of a procedure that leaves each call to another one. Only migrations and callbacks in Java make such statements. */
final class DelegatingCallableStatement extends ForwardingCallableStatement {
    DelegatingCallableStatement(CallableStatement statement, DelegatingConnection connection, String sql) {
        super(statement, connection, sql);
    }
}
