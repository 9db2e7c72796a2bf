package io.automigrate.engine.failure;

import io.automigrate.engine.sql.ScriptedTables;
import io.automigrate.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The version that a schema without history looks like, by its tables and columns.
 *
 * @param containing the highest version whose tables and columns all exist, among those that change tables; empty when there is none
 * @param unseen the versions behind that one whose scripts change no table, so that nothing shows whether they have run
 * @param exact the versions whose tables and columns are those of the schema, no more and no fewer; several where scripts change no table
 * @param nearest the version with the fewest differences
 * @param differences the tables and columns in which the schema differs from that version
 */
public record LikelyVersion(
        Optional<String> containing,
        List<String> unseen,
        List<String> exact,
        Optional<String> nearest,
        List<String> differences) {
    private static final LikelyVersion UNKNOWN =
            new LikelyVersion(Optional.empty(), List.of(), List.of(), Optional.empty(), List.of());

    public LikelyVersion {
        unseen = List.copyOf(unseen);
        exact = List.copyOf(exact);
        differences = List.copyOf(differences);
    }

    /** Compares the schema with the scripts. Without an answer of the database nothing is known. */
    public static LikelyVersion of(FailedRun run) {
        try {
            return find(run, existing(run));
        } catch (SQLException | IOException | UncheckedIOException e) {
            // The failure is the schema; the guess is only a help.
            return UNKNOWN;
        }
    }

    private static LikelyVersion find(FailedRun run, Map<String, Set<String>> schema) throws IOException {
        ScriptedTables tables = new ScriptedTables();
        LikelyVersion likely = UNKNOWN;
        for (MigrationInfo migration : run.flyway().info().all()) {
            if (migration.getVersion() == null) {
                continue;
            }
            Optional<String> sql = text(run, migration.getScript());
            if (sql.isEmpty()) {
                // A Java migration may change tables, and its effect cannot be read.
                return likely;
            }
            boolean changesTables = tables.play(sql.get());
            if (tables.any()) {
                likely = likely.with(migration.getVersion().getVersion(), changesTables, tables, schema);
            }
        }
        return likely;
    }

    private LikelyVersion with(
            String version, boolean changesTables, ScriptedTables tables, Map<String, Set<String>> schema) {
        List<String> missing = tables.missing(schema);
        List<String> all = new ArrayList<>(missing);
        all.addAll(tables.surplus(schema));
        List<String> matching = new ArrayList<>(exact);
        if (all.isEmpty()) {
            matching.add(version);
        }
        boolean contains = missing.isEmpty() && changesTables;
        List<String> behind = contains ? List.of() : new ArrayList<>(unseen);
        if (!changesTables && missing.isEmpty() && containing.isPresent()) {
            behind.add(version);
        }
        boolean isNearer = nearest.isEmpty() || all.size() < differences.size();
        return new LikelyVersion(
                contains ? Optional.of(version) : containing,
                behind,
                matching,
                isNearer ? Optional.of(version) : nearest,
                isNearer ? all : differences);
    }

    /** Returns the columns of each table. Views are made by repeatable scripts as a rule. */
    private static Map<String, Set<String>> existing(FailedRun run) throws SQLException {
        Settings.History history = run.settings().history();
        List<String> schemas = history.schemas().isEmpty() ? List.of(run.schema()) : history.schemas();
        Map<String, Set<String>> existing = new TreeMap<>();
        try (Connection connection =
                run.flyway().getConfiguration().getDataSource().getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            boolean hasSchemas = connection.getSchema() != null && metaData.supportsSchemasInTableDefinitions();
            for (String name : schemas) {
                String catalog = hasSchemas || !metaData.supportsCatalogsInTableDefinitions() ? null : name;
                String schema = hasSchemas ? name : null;
                try (ResultSet tables = metaData.getTables(catalog, schema, "%", ExistingTables.BASE_TABLES)) {
                    while (tables.next()) {
                        existing.put(ScriptedTables.plain(tables.getString("TABLE_NAME")), new TreeSet<>());
                    }
                }
                try (ResultSet columns = metaData.getColumns(catalog, schema, "%", "%")) {
                    while (columns.next()) {
                        Set<String> table = existing.get(ScriptedTables.plain(columns.getString("TABLE_NAME")));
                        if (table != null) {
                            table.add(ScriptedTables.plain(columns.getString("COLUMN_NAME")));
                        }
                    }
                }
            }
        }
        return existing;
    }

    private static Optional<String> text(FailedRun run, String script) throws IOException {
        LoadableResource resource =
                run.flyway().getConfiguration().getResourceProvider().getResource(script);
        if (resource == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        try (Reader reader = new BufferedReader(resource.read())) {
            char[] buffer = new char[8192];
            for (int n = reader.read(buffer); n > 0; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
        }
        String sql = text.toString();
        for (var placeholder : run.settings().scripts().placeholders().entrySet()) {
            sql = sql.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return Optional.of(sql);
    }
}
