package io.automigrate.engine.watch;

import java.sql.Connection;

/**
 * A watched connection whose class loader sees the driver. When a script contains {@code COPY … FROM STDIN}, Flyway asks the class loader
 * of the connection for PostgreSQL's {@code CopyManager}. Only {@link WatchedConnections} makes such connections.
 */
public final class ConnectionBesideDriver extends WatchedConnection {
    /**
     * Makes a connection.
     *
     * @param connection the connection of the driver
     * @param connections the owner, which notes each statement
     */
    public ConnectionBesideDriver(Connection connection, WatchedConnections connections) {
        super(connection, connections);
    }
}
