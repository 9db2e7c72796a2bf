package io.automigrate.engine.failure;

import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The row by which the history marks a script as failed, and the statement that removes the row. */
final class FailedMark {
    private FailedMark() {}

    /** Returns the statement for this database; its names are quoted, as Flyway has created the table with quoted names. */
    static String removal(DataSource source, String schema, Settings settings) {
        String quote = quote(source);
        String table = quote + settings.history().table() + quote;
        String qualified = schema.isEmpty() ? table : quote + schema + quote + "." + table;
        return "DELETE FROM " + qualified + " WHERE " + quote + "success" + quote + " = "
                + settings.account().kind().falseLiteral();
    }

    private static String quote(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getIdentifierQuoteString().strip();
        } catch (SQLException | RuntimeException e) {
            // The failure itself is what the user has to see; most databases quote like this.
            return "\"";
        }
    }
}
