package io.automigrate.datasource;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The connections of a data source in the form of a driver, which is what the rest of the agent opens connections with. URL and
 * properties are not looked at: the data source has its own.
 */
final class GivenConnections implements Driver {
    /** Opens one connection. */
    interface Opening {
        Connection open() throws SQLException, ReflectiveOperationException;
    }

    /**
     * The state of a connection that the application relies on, and with it the scripts.
     *
     * @param catalog the catalog; {@code null} for the database's own choice
     * @param schema the schema; {@code null} for the database's own choice
     * @param statements the statements that a connection begins with
     */
    record Session(String catalog, String schema, List<String> statements) {
        static final Session UNCHANGED = new Session(null, null, List.of());
    }

    private final String name;
    private final Opening opening;
    private final Session session;

    GivenConnections(String name, Opening opening, Session session) {
        this.name = Objects.requireNonNull(name, "name");
        this.opening = Objects.requireNonNull(opening, "opening");
        this.session = Objects.requireNonNull(session, "session");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = open();
        try {
            begin(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Connection open() throws SQLException {
        try {
            return opening.open();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException problem) {
                throw problem;
            }
            throw new SQLException(name + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new SQLException(name + " has another form than in every version known: " + e, e);
        }
    }

    private void begin(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        if (session.catalog() != null) {
            connection.setCatalog(session.catalog());
        }
        if (session.schema() != null) {
            connection.setSchema(session.schema());
        }
        for (String sql : session.statements()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return true;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        // Asking for a logger would make the JVM choose its LogManager.
        throw new SQLFeatureNotSupportedException("no java.util.logging here");
    }

    /** Returns the name of the data source, for debug lines. */
    @Override
    public String toString() {
        return name;
    }
}
