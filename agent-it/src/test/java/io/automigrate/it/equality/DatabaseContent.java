package io.automigrate.it.equality;

import io.automigrate.it.database.FreshDatabase;
import java.util.ArrayList;
import java.util.List;

/** All tables and views of a PostgreSQL database with their columns and rows. */
public final class DatabaseContent {
    private DatabaseContent() {}

    /** Returns the content as lines. Rows of histories come without their times. */
    public static List<String> of(FreshDatabase database) {
        List<String> content = new ArrayList<>();
        for (String table : database.query("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1")) {
            List<String> columns = database.query("SELECT column_name FROM information_schema.columns"
                    + " WHERE table_schema || '.' || table_name = '" + table + "' AND column_name NOT IN"
                    + " ('installed_on', 'execution_time', 'installed_by') ORDER BY ordinal_position");
            content.add(table + " " + columns);
            content.addAll(database.query("SELECT " + String.join(", ", columns) + " FROM " + table + " ORDER BY 1"));
            if (columns.contains("installed_rank")) {
                // Each database has a separate owner, whose name is in the rows of the history by default.
                // Flyway 8 writes no name into the row of a baseline.
                content.addAll(database.query("SELECT installed_rank, CASE installed_by WHEN '" + database.user()
                        + "' THEN 'the owner' ELSE installed_by END FROM " + table
                        + " WHERE type <> 'BASELINE' ORDER BY 1"));
            }
        }
        return content;
    }
}
