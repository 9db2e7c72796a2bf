package io.automigrate.migration.history;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.HistoryQuery;
import io.automigrate.kind.ServerVersions;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.migration.ScriptName;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises a schema that is up to date with one statement and without Flyway. The answer is "up to date" only when Flyway would
 * neither change nor report anything: every script is in the history unchanged, and the history has no other rows. All other cases are
 * left to Flyway. A wrong "no" costs a quarter of a second, a wrong "yes" leaves the schema out of date.
 */
public final class UpToDateCheck {
    /** Flyway truncates longer descriptions, and stores a text of its own for an empty description. */
    private static final int LONGEST_DESCRIPTION = 200;

    private final MigrationCatalog catalog;
    private final Settings.History settings;
    private final DatabaseKind kind;
    private final HistoryQuery query;
    private volatile String sql = "";

    /**
     * Prepares a check without asking the database.
     *
     * @param kind the kind of database
     */
    public UpToDateCheck(MigrationCatalog catalog, Settings.History settings, DatabaseKind kind) {
        this.catalog = catalog;
        this.settings = settings;
        this.kind = kind;
        this.query = kind.historyQuery();
    }

    /** The result of the check. */
    public sealed interface Answer {}

    /**
     * The schema is up to date, and Flyway would agree.
     *
     * @param schema the schema with the history table
     * @param version the newest version; empty when there are only repeatable scripts
     * @param warning the warning that Flyway would log; empty for none
     */
    public record UpToDate(String schema, Optional<String> version, Optional<String> warning) implements Answer {}

    /**
     * Flyway has to decide.
     *
     * @param reason the first fact that the check could not judge
     * @param isHistoryMissing whether the history table certainly does not exist
     */
    public record Doubt(String reason, boolean isHistoryMissing, SQLException failure) implements Answer {}

    /**
     * Asks the database. Nothing is locked or written. The connection, in auto-commit mode, stays usable after any answer.
     */
    public Answer ask(Connection connection) {
        try {
            return answer(connection);
        } catch (DoubtException e) {
            return new Doubt(e.getMessage(), false, null);
        } catch (SQLException e) {
            // The history does not exist yet, or the cause is another one, which Flyway reports in more detail.
            return new Doubt("the history can't be read: " + e, kind.errors().isTableMissing(e), e);
        } catch (RuntimeException e) {
            // Some drivers throw unchecked exceptions.
            return new Doubt("the history can't be read: " + e, false, null);
        }
    }

    /**
     * Asks the database for many schemas with one statement. The names take the place of the schemas in the settings.
     *
     * @return the answers by schema; empty when each schema has to be asked by itself, because the database has no such statement, or
     *     because the statement failed for one of them
     */
    public Map<String, Answer> ask(Connection connection, List<String> schemas) {
        Map<String, Answer> answers = new HashMap<>();
        String select = query == null || !arePlain(schemas) ? null : query.selectAll(schemas, settings.table());
        if (select == null) {
            return answers;
        }
        try {
            Map<Object, Object> migrations = plainMigrations();
            sql = select;
            for (Map.Entry<String, SchemaHistory> history :
                    SchemaHistory.readAll(connection, select).entrySet()) {
                Answer answer = answer(migrations, history.getValue());
                for (String place : history.getKey().split(",")) {
                    String schema = schemas.get(Integer.parseInt(place) - 1);
                    answers.put(
                            schema,
                            answer instanceof UpToDate common
                                    ? new UpToDate(schema, common.version(), common.warning())
                                    : answer);
                }
            }
            return answers;
        } catch (SQLException | RuntimeException e) {
            return Map.of();
        }
    }

    private boolean arePlain(List<String> schemas) {
        for (String schema : schemas) {
            if (!query.isPlain(schema)) {
                return false;
            }
        }
        return query.isPlain(settings.table());
    }

    private Answer answer(Map<Object, Object> migrations, SchemaHistory history) {
        if (history.isTableMissing()) {
            return new Doubt("there is no history table", true, null);
        }
        if (history.rows().isEmpty()) {
            return new Doubt("the history is empty or can't be read", false, null);
        }
        try {
            return new UpToDate(history.schema(), match(migrations, history), warning(kind, history.serverVersion()));
        } catch (DoubtException e) {
            return new Doubt(e.getMessage(), false, null);
        }
    }

    /** Returns the statement that was sent last; empty before that. Another thread may look it up among the server's sessions. */
    public String sql() {
        return sql;
    }

    private Answer answer(Connection connection) throws SQLException {
        if (query == null) {
            throw new DoubtException("this kind of database is not known to the check");
        }
        Map<Object, Object> migrations = plainMigrations();
        String named = namedSchema();
        String schema = named;
        if (query.asksSchemaFirst() && named == null) {
            schema = connection.getSchema();
        }
        SchemaHistory history = read(connection, schema);
        if (history.isTableMissing()) {
            return new Doubt("there is no history table", true, null);
        }
        if (history.rows().isEmpty()) {
            throw new DoubtException("the history is empty");
        }
        Optional<String> warning = warning(kind, history.serverVersion());
        if (named == null && (history.schema() == null || !history.schema().equals(history.currentSchema()))) {
            throw new DoubtException("the history is in schema \"" + history.schema() + "\", not in the current one");
        }
        return new UpToDate(named == null ? history.schema() : named, match(migrations, history), warning);
    }

    private SchemaHistory read(Connection connection, String schema) throws SQLException {
        String plain = query.select(schema, settings.table());
        String tolerant = query.selectIfThere(schema, settings.table());
        if (tolerant == null) {
            sql = plain;
            return SchemaHistory.read(connection, plain);
        }
        try {
            sql = tolerant;
            return SchemaHistory.read(connection, tolerant);
        } catch (SQLException e) {
            if (!isUnknownToServer(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            sql = plain;
            return SchemaHistory.read(connection, plain);
        }
    }

    /**
     * Returns whether the server has no such function, feature or syntax: an old one, another database with PostgreSQL's protocol, or a MariaDB with
     * the syntax of Oracle ({@code 42000}).
     */
    private static boolean isUnknownToServer(String state) {
        return state.equals("42883") || state.equals("0A000") || state.equals("42601") || state.equals("42000");
    }

    /** Returns Flyway's warning of a server that is newer than Flyway knows; a server that Flyway refuses is a doubt. */
    static Optional<String> warning(DatabaseKind kind, String serverVersion) {
        ServerVersions versions = kind.serverVersions(serverVersion);
        int end = 0;
        int numbers = 1;
        while (end < serverVersion.length() && isPartOfNumber(serverVersion.charAt(end))) {
            if (serverVersion.charAt(end) == '.') {
                numbers++;
            }
            if (numbers > versions.numbers()) {
                break;
            }
            end++;
        }
        try {
            SchemaVersion version = SchemaVersion.parse(serverVersion.substring(0, end));
            if (version.compareTo(SchemaVersion.parse(versions.oldest())) < 0) {
                throw new DoubtException("server version " + serverVersion + " is too old for Flyway");
            }
            return version.compareTo(SchemaVersion.parse(versions.tooNew())) < 0
                    ? Optional.empty()
                    : Optional.of("Using " + versions.product() + " " + version
                            + " which is newer than the version Flyway has been verified with. The latest verified version of "
                            + versions.product() + " is " + versions.newest() + ".");
        } catch (IllegalArgumentException e) {
            throw new DoubtException("server version " + serverVersion + " is not a number");
        }
    }

    private static boolean isPartOfNumber(char c) {
        return c == '.' || c >= '0' && c <= '9';
    }

    /** Returns the scripts and Java migrations by their keys in the history: the version, or the description of a repeatable script. */
    private Map<Object, Object> plainMigrations() {
        Map<Object, Object> migrations = new HashMap<>();
        for (Script script : catalog.scripts()) {
            if (script.isIdleWithoutMigration()) {
                continue;
            }
            if (script.kind() == ScriptKind.CONFIGURATION) {
                ScriptConfiguration.refuseUnusual(script, catalog.encoding());
                continue;
            }
            refuseUnusual(script);
            if (migrations.put(key(script), script) != null) {
                throw new DoubtException(script + " is there twice");
            }
        }
        if (!catalog.javaCallbacks().isEmpty()) {
            throw new DoubtException("there are Java callbacks");
        }
        if (!catalog.javaMigrations().isEmpty()) {
            NamedClasses.addTo(migrations, catalog.javaMigrations());
        }
        return migrations;
    }

    private static Object key(Script script) {
        ScriptName name = script.name();
        return script.kind() == ScriptKind.VERSIONED ? name.version().orElseThrow() : name.description();
    }

    private static void refuseUnusual(Script script) {
        if (script.kind() != ScriptKind.VERSIONED && script.kind() != ScriptKind.REPEATABLE) {
            // Other callbacks run at every start, a baseline replaces other scripts.
            throw new DoubtException(script + " is no ordinary migration");
        }
        int length = script.name().description().length();
        if (length == 0 || length > LONGEST_DESCRIPTION) {
            throw new DoubtException(script + " has no ordinary description");
        }
        if (script.content().isEmpty()) {
            throw new DoubtException(script + " was not read");
        }
        // The checksum of a versioned script ignores the values of placeholders, that of a repeatable script does not.
        boolean repeatable = script.kind() == ScriptKind.REPEATABLE;
        if (repeatable && script.content().get().containsPlaceholder()) {
            throw new DoubtException(script + " holds placeholders");
        }
    }

    /** Returns the schema that the settings name, null when Flyway shall use the connection's current schema. */
    private String namedSchema() {
        String schema = settings.defaultSchema().orElse(null);
        for (String other : settings.schemas()) {
            if (schema != null && !schema.equals(other)) {
                throw new DoubtException("there are several schemas, and Flyway makes those that are missing");
            }
            schema = other;
        }
        if (!query.isPlain(settings.table()) || schema != null && !query.isPlain(schema)) {
            throw new DoubtException("the names of schema and table are no plain ones");
        }
        if (schema != null && !kind.hasSchemas()) {
            throw new DoubtException("this kind of database has no schemas to name");
        }
        return schema;
    }

    /** Compares migrations and rows, which must match one to one. Returns the newest version as stored in the history. */
    private static Optional<String> match(Map<Object, Object> migrations, SchemaHistory history) {
        SchemaVersion newest = null;
        Map<Object, HistoryRow> applied = applied(history);
        for (Map.Entry<Object, HistoryRow> entry : applied.entrySet()) {
            Object migration = migrations.get(entry.getKey());
            if (migration == null) {
                throw new DoubtException("\"" + entry.getKey() + "\" is in the history and not among the scripts");
            }
            refuseDifference(migration, entry.getValue());
            if (entry.getKey() instanceof SchemaVersion version && (newest == null || version.compareTo(newest) > 0)) {
                newest = version;
            }
        }
        if (applied.size() < migrations.size()) {
            int missing = migrations.size() - applied.size();
            throw new DoubtException(missing + " of " + migrations.size() + " scripts " + (missing == 1 ? "is" : "are")
                    + " not in the history");
        }
        return newest == null ? Optional.empty() : Optional.of(newest.toString());
    }

    /** Returns the relevant rows by the same keys as the migrations. */
    private static Map<Object, HistoryRow> applied(SchemaHistory history) {
        Map<Object, HistoryRow> applied = new HashMap<>();
        for (HistoryRow row : history.rows()) {
            if (row.isSchemaMark() || isBaselineOfNothing(row)) {
                continue;
            }
            refuseUnusual(row);
            boolean versioned = row.version() != null;
            Object key = versioned ? SchemaVersion.parse(row.version()) : row.description();
            // The newest row of a repeatable script is decisive, and the rows are sorted by rank.
            if (applied.put(key, row) != null && versioned) {
                throw new DoubtException("version " + key + " is in the history twice");
            }
        }
        return applied;
    }

    /** Returns whether the row is a baseline at version 0, below all scripts. A script of version 0 would be missed in the history. */
    private static boolean isBaselineOfNothing(HistoryRow row) {
        return "BASELINE".equals(row.type()) && row.success() && "0".equals(row.version());
    }

    private static void refuseUnusual(HistoryRow row) {
        boolean isOrdinary = "SQL".equals(row.type())
                ? row.checksum() != null
                : NamedClasses.TYPE.equals(row.type()) && row.checksum() == null && row.version() != null;
        if (row.rank() < 0 || !isOrdinary || !row.success()) {
            throw new DoubtException("row " + row.rank() + " of the history, of type " + row.type()
                    + (row.success() ? "" : ", failed") + ", is no ordinary one");
        }
    }

    private static void refuseDifference(Object migration, HistoryRow row) {
        if (!(migration instanceof Script script)) {
            NamedClasses.refuseDifference((String) migration, row);
            return;
        }
        if (!"SQL".equals(row.type())) {
            throw new DoubtException(script + " is of type " + row.type() + " in the history");
        }
        if (!script.name().description().equals(row.description())) {
            throw new DoubtException(script + " is described as \"" + row.description() + "\" in the history");
        }
        if (script.content().orElseThrow().checksum() != row.checksum()) {
            throw new DoubtException(script + " is not the one that was applied");
        }
    }

    /** Ends the check. The exception does not leave this package. */
    static final class DoubtException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DoubtException(String reason) {
            super(reason, null, false, false);
        }
    }
}
