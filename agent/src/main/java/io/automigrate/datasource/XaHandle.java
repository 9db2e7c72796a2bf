package io.automigrate.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;

/** A physical connection for a pool or for distributed transactions, outside of both: closed together with its one handle. */
final class XaHandle implements ConnectionEventListener {
    private final PooledConnection physical;

    private XaHandle(PooledConnection physical) {
        this.physical = physical;
    }

    static Connection of(PooledConnection physical) throws SQLException {
        physical.addConnectionEventListener(new XaHandle(physical));
        return physical.getConnection();
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        try {
            physical.close();
        } catch (SQLException e) {
            // No thread waits for this connection any more, and the server notices its end.
            return;
        }
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        // The caller gets the error, and closes the handle.
    }
}
