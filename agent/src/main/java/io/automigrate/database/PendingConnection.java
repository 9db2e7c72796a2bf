package io.automigrate.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** An attempt to connect that has begun. */
interface PendingConnection {
    /**
     * Waits for the attempt to end.
     *
     * @return the connection; null when the attempt still goes on after the time
     * @throws SQLException when the attempt failed
     */
    Connection await(Duration limit) throws SQLException, InterruptedException;

    /** Gives the attempt up. A connection that the driver returns later is closed at once. */
    void abandon();
}
