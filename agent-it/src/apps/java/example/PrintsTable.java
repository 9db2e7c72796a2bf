package example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An application like most: it asks the {@link DriverManager} for its database and reads what the migrations made.
 *
 * <p>Environment: {@code APP_URL}, {@code APP_USER}, {@code APP_PASSWORD}. They differ from the agent's settings on purpose, so that
 * the agent can be given a wrong account while the application has the right one.
 */
public final class PrintsTable {
    private PrintsTable() {}

    /**
     * Prints the rows of each query.
     *
     * @param args queries; none: the table {@code person} and Flyway's history
     */
    public static void main(String[] args) throws SQLException {
        System.out.println("application started");
        try (Connection connection = DriverManager.getConnection(
                System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))) {
            if (args.length == 0) {
                print(connection, "person", "SELECT id, name FROM person ORDER BY id");
                print(connection, "history", history(connection));
            }
            for (String query : args) {
                print(connection, "row", query);
            }
        }
    }

    // Flyway's names are lower case and quoted: some databases need the quotes to find them.
    private static String history(Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString();
        return ("SELECT [version], [description], [success] FROM [flyway_schema_history]"
                        + " WHERE [type] = 'SQL' ORDER BY [installed_rank]")
                .replace("[", quote)
                .replace("]", quote);
    }

    private static void print(Connection connection, String label, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                StringBuilder line = new StringBuilder(label).append(": ");
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    line.append(column == 1 ? "" : " | ").append(rows.getString(column));
                }
                System.out.println(line);
            }
        }
    }
}
