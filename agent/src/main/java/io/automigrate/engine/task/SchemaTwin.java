package io.automigrate.engine.task;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds a schema whose name differs only in case from that of a schema that does not exist yet. Flyway creates the missing schema, and the
 * application goes on to read the other one.
 */
final class SchemaTwin {
    private SchemaTwin() {}

    /**
     * Returns the name of the other schema.
     *
     * @param isCatalog whether the database calls its schemas catalogs
     * @return empty when the schema exists, no name is like it, or the database does not tell
     */
    static Optional<String> of(DataSource source, String schema, boolean isCatalog) {
        List<String> names;
        try (Connection connection = source.getConnection()) {
            names = names(connection.getMetaData(), isCatalog);
        } catch (SQLException | RuntimeException e) {
            // Only the warning is lost.
            return Optional.empty();
        }
        return names.contains(schema)
                ? Optional.empty()
                : names.stream().filter(schema::equalsIgnoreCase).findFirst();
    }

    private static List<String> names(DatabaseMetaData data, boolean isCatalog) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet found = isCatalog ? data.getCatalogs() : data.getSchemas()) {
            while (found.next()) {
                names.add(found.getString(isCatalog ? "TABLE_CAT" : "TABLE_SCHEM"));
            }
        }
        return names;
    }
}
