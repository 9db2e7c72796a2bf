package io.automigrate.settings.discovery;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.settings.given.Given;
import io.automigrate.settings.names.FlywayOption;
import io.automigrate.settings.names.Setting;

/**
 * The settings of the application's connection pool that decide where the application finds its tables, and as which role.
 *
 * @param schema the schema of each connection; {@code null} for the database's own choice
 * @param statement the statement that each connection begins with; {@code null} for none
 */
public record PoolSettings(Given schema, Given statement) {
    private static final String LIST = "-sqls";

    /** No pool, or one that leaves its connections as they are. */
    public static final PoolSettings NONE = new PoolSettings(null, null);

    /** Finds the settings of the pool of a data source. */
    static PoolSettings of(UrlSource source, DatabaseKind kind, FrameworkSettings frameworks) {
        Given schema = null;
        if (kind.isSchemaCatalog()) {
            // The drivers ignore Connection.setSchema.
            schema = first(Setting.DEFAULT_SCHEMA.name(), source.poolCatalogs(), frameworks);
        } else if (kind.connectionsHaveSchema()) {
            schema = first(Setting.DEFAULT_SCHEMA.name(), source.poolSchemas(), frameworks);
        }
        Given statement = first(FlywayOption.PREFIX + Setting.INIT_SQL.name(), source.poolStatements(), frameworks);
        return schema == null && statement == null ? NONE : new PoolSettings(schema, statement);
    }

    private static Given first(String key, String[] properties, FrameworkSettings frameworks) {
        for (String property : properties) {
            // A list holds statements; in one statement a comma is its own.
            Given given =
                    property.endsWith(LIST) ? frameworks.find(key, property, ";\n") : frameworks.find(key, property);
            if (given != null) {
                return given;
            }
        }
        return null;
    }
}
