package io.automigrate.engine.failure;

import io.automigrate.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Guesses the version of a schema without history: the highest one whose tables and columns all exist. It reads CREATE TABLE, DROP TABLE,
 * RENAME and ADD COLUMN in the scripts; versions without any of these show nothing and are not named.
 */
final class LikelyVersion {
    private static final String NAME = "((?:[\\w$`\"\\[\\]]+\\.)*[\\w$`\"\\[\\]]+)";
    private static final Pattern COMMENTS = Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'", Pattern.DOTALL);
    private static final Pattern CHANGES = Pattern.compile(
            "\\bCREATE\\s+(?:UNLOGGED\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?" + NAME
                    + "|\\bDROP\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?" + NAME
                    + "|\\bALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?" + NAME + "\\s+([^;]*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RENAME =
            Pattern.compile("^RENAME\\s+(?:TO\\s+|AS\\s+)" + NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile(
            "\\b(ADD|DROP)\\s+(?:COLUMN\\s+)?(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?"
                    + "(?!CONSTRAINT\\b|PRIMARY\\b|FOREIGN\\b|UNIQUE\\b|INDEX\\b|KEY\\b|CHECK\\b|COLUMN\\b)" + NAME,
            Pattern.CASE_INSENSITIVE);

    private final FailedRun run;
    private final Set<String> expected = new HashSet<>();

    private LikelyVersion(FailedRun run) {
        this.run = run;
    }

    /** Returns the version; empty when not even the tables of the first script exist. */
    static Optional<String> of(FailedRun run) {
        try {
            return new LikelyVersion(run).find();
        } catch (SQLException | IOException | UncheckedIOException e) {
            // The failure is the schema; the guess is only a help.
            return Optional.empty();
        }
    }

    private Optional<String> find() throws SQLException, IOException {
        Set<String> existing = existing();
        Optional<String> version = Optional.empty();
        for (MigrationInfo migration : run.flyway().info().all()) {
            if (migration.getVersion() == null) {
                continue;
            }
            Optional<String> sql = text(migration.getScript());
            if (sql.isEmpty()) {
                return version;
            }
            boolean changesTables = apply(sql.get());
            if (changesTables && !expected.isEmpty() && existing.containsAll(expected)) {
                version = Optional.of(migration.getVersion().getVersion());
            }
        }
        return version;
    }

    /** Returns tables as {@code person} and columns as {@code person.name}. */
    private Set<String> existing() throws SQLException {
        Settings.History history = run.settings().history();
        List<String> schemas = history.schemas().isEmpty() ? List.of(run.schema()) : history.schemas();
        Set<String> existing = new HashSet<>();
        try (Connection connection =
                run.flyway().getConfiguration().getDataSource().getConnection()) {
            DatabaseMetaData metaData = connection.getMetaData();
            boolean hasSchemas = connection.getSchema() != null && metaData.supportsSchemasInTableDefinitions();
            for (String schema : schemas) {
                String catalog = hasSchemas || !metaData.supportsCatalogsInTableDefinitions() ? null : schema;
                try (ResultSet columns = metaData.getColumns(catalog, hasSchemas ? schema : null, "%", "%")) {
                    while (columns.next()) {
                        String table = plain(columns.getString("TABLE_NAME"));
                        existing.add(table);
                        existing.add(table + "." + plain(columns.getString("COLUMN_NAME")));
                    }
                }
            }
        }
        return existing;
    }

    private Optional<String> text(String script) throws IOException {
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
        return Optional.of(COMMENTS.matcher(sql).replaceAll(" "));
    }

    /** Plays the script; returns whether it changes tables. */
    private boolean apply(String sql) {
        boolean changes = false;
        Matcher matcher = CHANGES.matcher(sql);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                changes |= expected.add(plain(matcher.group(1)));
            } else if (matcher.group(2) != null) {
                drop(plain(matcher.group(2)));
                changes = true;
            } else {
                changes |= alter(plain(matcher.group(3)), matcher.group(4));
            }
        }
        return changes;
    }

    private boolean alter(String table, String change) {
        Matcher rename = RENAME.matcher(change);
        if (rename.find()) {
            drop(table);
            return expected.add(plain(rename.group(1)));
        }
        boolean changes = false;
        Matcher column = COLUMN.matcher(change);
        while (column.find()) {
            String name = table + "." + plain(column.group(2));
            changes |= column.group(1).equalsIgnoreCase("ADD") ? expected.add(name) : expected.remove(name);
        }
        return changes;
    }

    private void drop(String table) {
        expected.removeIf(name -> name.equals(table) || name.startsWith(table + "."));
    }

    /** Returns the name without its schema, quotes and case, which databases treat differently. */
    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1)
                .replaceAll("[`\"\\[\\]]", "")
                .toLowerCase(Locale.ROOT);
    }
}
