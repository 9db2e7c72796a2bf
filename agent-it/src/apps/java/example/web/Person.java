package example.web;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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
    }

    /** Returns the names, or why there are none. */
    static String read() {
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM person ORDER BY id")) {
            StringBuilder names = new StringBuilder();
            while (rows.next()) {
                names.append(rows.getString(1)).append(' ');
            }
            return names.toString().trim();
        } catch (SQLException e) {
            return "no table, " + e.getMessage();
        }
    }
}
