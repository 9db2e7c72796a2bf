package io.automigrate.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.XAConnection;

/** A connection of a data source for distributed transactions, outside of any transaction: closed together with its one handle. */
final class XaHandle implements ConnectionEventListener {
    private final XAConnection physical;

    private XaHandle(XAConnection physical) {
        this.physical = physical;
    }

    static Connection of(XAConnection physical) throws SQLException {
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
