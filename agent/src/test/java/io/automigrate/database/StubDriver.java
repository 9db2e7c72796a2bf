package io.automigrate.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** A driver for {@code jdbc:stub:} URLs that does what a test wants. */
public class StubDriver implements Driver {

    /** What connecting does. */
    public interface Connecting {
        Connection connect(Properties properties) throws SQLException;
    }

    private final Connecting connecting;

    public StubDriver() {
        this(properties -> StubConnection.open());
    }

    public StubDriver(Connecting connecting) {
        this.connecting = connecting;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return connecting.connect(properties);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return url.startsWith("jdbc:stub:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 4;
    }

    @Override
    public int getMinorVersion() {
        return 2;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return null;
    }
}
