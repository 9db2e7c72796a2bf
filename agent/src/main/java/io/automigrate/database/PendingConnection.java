package io.automigrate.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** An attempt to connect that is under way. */
interface PendingConnection {
    /**
     * Waits for the attempt to end.
     *
     * @return the connection, or null when the time is up and the attempt still goes on
     * @throws SQLException when the attempt failed
     */
    Connection await(Duration limit) throws SQLException, InterruptedException;

    /** Gives the attempt up. A connection that comes later is closed as soon as it is there. */
    void abandon();
}
