package example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The application that is measured: it connects, asks one question and ends. */
public final class FirstQuery {
    private FirstQuery() {}

    /** Prints how long the first query took, from the beginning of {@code main} on. */
    public static void main(String[] args) throws SQLException {
        long start = System.nanoTime();
        ask();
        System.out.println("first query: " + (System.nanoTime() - start) / 1000);
    }

    static void ask() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 42")) {
            rows.next();
        }
    }
}
