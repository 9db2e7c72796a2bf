package io.automigrate.it.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An empty database of one test, and the account that owns it. The tests' own connections are closed after every call, or the child
 * JVMs could not open a database that is a file.
 *
 * @param url for JDBC, without the account
 * @param user may be empty
 * @param password may be empty
 */
public record FreshDatabase(String url, String user, String password) {

    /** Returns the settings that point the agent here. */
    public Map<String, String> forAgent() {
        return account("AUTO_MIGRATE_");
    }

    /** Returns the variables that point the application here. */
    public Map<String, String> forApplication() {
        return account("APP_");
    }

    /** Returns the settings and the variables. */
    public Map<String, String> forBoth() {
        Map<String, String> both = new LinkedHashMap<>(forAgent());
        both.putAll(forApplication());
        return both;
    }

    private Map<String, String> account(String prefix) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(prefix + "URL", url);
        if (!user.isEmpty()) {
            variables.put(prefix + "USER", user);
            variables.put(prefix + "PASSWORD", password);
        }
        return variables;
    }

    /** Returns this database as it is seen through another port. */
    public FreshDatabase through(int port) {
        return new FreshDatabase(url.replaceFirst("//[^/]+/", "//127.0.0.1:" + port + "/"), user, password);
    }

    /** Opens a connection for the test itself. */
    public Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    /** Executes each statement. */
    public FreshDatabase execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the rows of a query, {@code |} between the columns. */
    public List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                StringBuilder line = new StringBuilder(String.valueOf(rows.getString(1)));
                for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.append(" | ").append(rows.getString(column));
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the names of the tables, in lower case, Flyway's history included. */
    public List<String> tables() {
        try (Connection connection = connect()) {
            DatabaseMetaData metaData = connection.getMetaData();
            List<String> names = new ArrayList<>();
            try (ResultSet tables =
                    metaData.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
                while (tables.next()) {
                    names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
            names.sort(null);
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the rows of Flyway's history about scripts: {@code 1 create person}, {@code 2 insert ada, failed}. */
    public List<String> history() {
        return history("flyway_schema_history");
    }

    /** Returns Flyway's history in a table of another name. */
    public List<String> history(String table) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String quote = connection.getMetaData().getIdentifierQuoteString();
            String sql = "SELECT [version], [description], [success] FROM [" + table
                    + "] WHERE [type] = 'SQL' ORDER BY [installed_rank]";
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(sql.replaceAll("[\\[\\]]", quote))) {
                while (rows.next()) {
                    String version = rows.getString(1) == null ? "" : rows.getString(1) + " ";
                    lines.add(version + rows.getString(2) + (rows.getBoolean(3) ? "" : ", failed"));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
