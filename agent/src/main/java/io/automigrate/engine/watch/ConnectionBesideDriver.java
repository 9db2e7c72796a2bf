package io.automigrate.engine.watch;

import java.sql.Connection;

/**
 * The same by a class loader that sees the driver: Flyway asks the loader of a connection's class for PostgreSQL's {@code CopyManager}
 * when a script holds {@code COPY … FROM STDIN}. Made by {@link WatchedConnections} alone.
 */
public final class ConnectionBesideDriver extends WatchedConnection {
    /**
     * Makes one.
     *
     * @param connection what it stands for
     * @param connections what its statements are told to
     */
    public ConnectionBesideDriver(Connection connection, WatchedConnections connections) {
        super(connection, connections);
    }
}
