package example.web;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The table that the migrations make, as the application's code sees it at different moments of its start. */
public final class Person {
    private Person() {}

    /**
     * Reads the table and says so on standard output.
     *
     * @param moment of the application's start
     */
    static void readAt(String moment) {
        System.out.println(moment + ": " + read());
        String named = readByName();
        if (!named.isEmpty()) {
            System.out.println(moment + " by name: " + named);
        }
    }

    /** Returns the names, or why there are none. */
    static String read() {
        // The DriverManager shows an application only the drivers that its own class loader sees.
        try (Connection connection = DriverManager.getConnection(
                System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))) {
            return read(connection);
        } catch (SQLException e) {
            return "no table, " + e.getMessage();
        }
    }

    /** Returns the result of {@link #read()} by the data source that the server has made; empty when there is none. */
    static String readByName() {
        try {
            DataSource source = (DataSource) new InitialContext().lookup("java:comp/env/jdbc/shop");
            try (Connection connection = source.getConnection()) {
                return read(connection);
            }
        } catch (NamingException e) {
            return "";
        } catch (SQLException e) {
            return "no table, " + e.getMessage();
        }
    }

    private static String read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM person ORDER BY id")) {
            StringBuilder names = new StringBuilder();
            while (rows.next()) {
                names.append(rows.getString(1)).append(' ');
            }
            return names.toString().trim();
        }
    }
}
