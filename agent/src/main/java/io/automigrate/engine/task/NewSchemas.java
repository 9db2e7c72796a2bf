package io.automigrate.engine.task;

import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The schemas that a setting names and that Flyway will create, because they do not exist. If the name of a schema differs from that of an
 * existing one in case only, the application may go on to read the other one.
 */
record NewSchemas(Settings settings) {

    /** Logs one line for each schema that will be created. Nothing is logged when the database does not tell its schemas. */
    void tell(DataSource source, MigrationLog log) {
        Set<String> named = new LinkedHashSet<>(settings.history().schemas());
        settings.history().defaultSchema().ifPresent(named::add);
        if (named.isEmpty() || !settings.account().kind().hasSchemas()) {
            return;
        }
        List<String> existing = existing(source);
        for (String schema : named) {
            if (!existing.isEmpty() && !existing.contains(schema)) {
                tell(schema, existing.stream().filter(schema::equalsIgnoreCase).toList(), log);
            }
        }
    }

    private static void tell(String schema, List<String> twins, MigrationLog log) {
        String creation = "Schema \"" + schema + "\" does not exist and will be created";
        if (twins.isEmpty()) {
            log.info(creation);
        } else {
            log.warn(creation + "; the database has the schema \"" + String.join("\", \"", twins)
                    + "\", whose name differs only in case: if that one is meant, set AUTO_MIGRATE_SCHEMAS="
                    + twins.get(0));
        }
    }

    private List<String> existing(DataSource source) {
        List<String> names = new ArrayList<>();
        boolean isCatalog = settings.account().kind().isSchemaCatalog();
        try (Connection connection = source.getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            try (ResultSet found = isCatalog ? data.getCatalogs() : data.getSchemas()) {
                while (found.next()) {
                    names.add(found.getString(isCatalog ? "TABLE_CAT" : "TABLE_SCHEM"));
                }
            }
        } catch (SQLException | RuntimeException e) {
            // Only the lines are lost. If the database is the cause, the next statement says so.
            return List.of();
        }
        return names;
    }
}
