package io.automigrate.engine.failure;

import io.automigrate.settings.Settings;
import io.automigrate.text.NameList;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The tables of a schema without history. Their names show the operator who uses the schema. */
public record ExistingTables(Settings settings) {
    private static final int SHOWN = 10;
    /** The types by which drivers call tables that hold rows themselves. */
    static final String[] BASE_TABLES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};

    private static final String[] TYPES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE", "VIEW", "MATERIALIZED VIEW"};

    /** Each history of Flyway has this column since version 3. Tables of other programs have it hardly ever. */
    private static final String HISTORY_COLUMN = "installed_rank";

    /** Returns the first tables and views; empty when there are none or the database does not tell. */
    public String in(DataSource source, String schema) {
        return list(source, schema, false);
    }

    /** Returns the tables that look like another history of Flyway; empty when there are none or the database does not tell. */
    public String histories(DataSource source, String schema) {
        return list(source, schema, true);
    }

    private String list(DataSource source, String schema, boolean isOfHistories) {
        List<String> schemas = settings.history().schemas();
        List<String> names = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            for (String name : schemas.isEmpty() ? List.of(schema) : schemas) {
                add(connection, name, schemas.size() > 1 ? name + "." : "", isOfHistories, names);
            }
        } catch (SQLException | RuntimeException e) {
            // The failure is the schema; what helps to understand it must not hide it.
            return "";
        }
        names.sort(null);
        return NameList.of(names, SHOWN);
    }

    private void add(Connection connection, String schema, String prefix, boolean isOfHistories, List<String> names)
            throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        boolean schemaIsCatalog = settings.account().kind().isSchemaCatalog();
        String catalog = schemaIsCatalog ? schema : connection.getCatalog();
        boolean hasSchemas = !schemaIsCatalog && metaData.supportsSchemasInTableDefinitions();
        String place = hasSchemas ? schema : null;
        try (ResultSet tables = isOfHistories
                ? metaData.getColumns(catalog, place, "%", HISTORY_COLUMN)
                : metaData.getTables(catalog, place, "%", TYPES)) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (!isOfHistories || !table.equals(settings.history().table())) {
                    names.add(prefix + table);
                }
            }
        }
    }
}
