package example;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.LogManager;

/** An application that reads its database at the earliest moment there is: while its main class is initialised. */
public final class ReadsAtOnce {
    static {
        System.out.println("static initializer: " + read());
    }

    private ReadsAtOnce() {}

    /**
     * Prints what the host has set up for its application.
     *
     * @param args any word: then say "waiting" and stay until the standard input ends
     */
    public static void main(String[] args) throws IOException {
        System.out.println(
                "log manager: " + LogManager.getLogManager().getClass().getName());
        if (args.length > 0) {
            System.out.println("waiting");
            while (System.in.read() >= 0) {
                // The caller needs no message.
                continue;
            }
        }
    }

    // The DriverManager looks for drivers once, with the context class loader of the first caller.
    private static String read() {
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM person")) {
            return rows.next() ? rows.getString(1) : "empty table";
        } catch (SQLException e) {
            return "no table, " + e.getMessage();
        }
    }
}
