package io.automigrate.migration.history;

import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.migration.Script;
import io.automigrate.migration.ScriptKind;
import io.automigrate.migration.ScriptName;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a schema that is up to date from all others, with one statement and without Flyway. It says "up to date" only where Flyway
 * would do nothing and complain of nothing: every script is in the history as it is on the class path, and nothing else is. Whatever
 * is not that plain is left to Flyway; a wrong "no" costs a quarter of a second, a wrong "yes" a schema.
 */
public final class UpToDateCheck {
    /** Flyway cuts longer ones, and stores words of its own for an empty one. */
    private static final int LONGEST_DESCRIPTION = 200;

    private final MigrationCatalog catalog;
    private final Settings.History settings;
    private final HistoryQuery query;

    /**
     * Makes a check; nothing is asked yet.
     *
     * @param vendor the kind of database, as {@code {vendor}} in a location
     */
    public UpToDateCheck(MigrationCatalog catalog, Settings.History settings, String vendor) {
        this.catalog = catalog;
        this.settings = settings;
        this.query = HistoryQuery.of(vendor);
    }

    /** What the check found. */
    public sealed interface Answer {}

    /**
     * Nothing is pending, and Flyway would say so too.
     *
     * @param schema the schema with the history table
     * @param version the newest version; empty when there are only repeatable scripts
     */
    public record UpToDate(String schema, Optional<String> version) implements Answer {}

    /**
     * Flyway has to look.
     *
     * @param reason the first thing that was not plain
     * @param isHistoryMissing whether it is known that there is no history
     */
    public record Doubt(String reason, boolean isHistoryMissing) implements Answer {}

    /**
     * Asks the database. Nothing is locked or written, and the connection, in auto-commit mode, stays usable whatever the answer.
     */
    public Answer ask(Connection connection) {
        try {
            return answer(connection);
        } catch (DoubtException e) {
            return new Doubt(e.getMessage(), false);
        } catch (SQLException e) {
            // No history yet, or something else: Flyway will find out, and has the better words.
            return new Doubt("the history can't be read: " + e, isTableMissing(e));
        } catch (RuntimeException e) {
            // A driver that surprises.
            return new Doubt("the history can't be read: " + e, false);
        }
    }

    private static boolean isTableMissing(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            // PostgreSQL; MySQL, MariaDB and H2; H2 that knows a table of another case, or has no tables at all.
            case "42P01", "42S02", "42S03", "42S04" -> true;
            default -> String.valueOf(e.getMessage()).contains("no such table");
        };
    }

    private Answer answer(Connection connection) throws SQLException {
        if (query == null) {
            throw new DoubtException("this kind of database is not known to the check");
        }
        Map<Object, Script> scripts = plainScripts();
        String named = namedSchema();
        String schema = named;
        if (query == HistoryQuery.H2 && named == null) {
            // The one database here whose search path can't be asked in the same statement; it answers in this process.
            schema = connection.getSchema();
        }
        SchemaHistory history = SchemaHistory.read(connection, query.select(schema, settings.table()));
        if (history.rows().isEmpty()) {
            throw new DoubtException("the history is empty");
        }
        if (!query.isVerified(history.serverVersion())) {
            throw new DoubtException("server version " + history.serverVersion() + " is one that Flyway warns of");
        }
        if (named == null && (history.schema() == null || !history.schema().equals(history.currentSchema()))) {
            throw new DoubtException("the history is in schema \"" + history.schema() + "\", not in the current one");
        }
        return new UpToDate(named == null ? history.schema() : named, match(scripts, history));
    }

    /** Returns the scripts by what Flyway knows them by, a version or a repeatable's description. */
    private Map<Object, Script> plainScripts() {
        if (!catalog.javaMigrations().isEmpty() || !catalog.javaCallbacks().isEmpty()) {
            throw new DoubtException("there are Java migrations or callbacks");
        }
        Map<Object, Script> scripts = new HashMap<>();
        for (Script script : catalog.scripts()) {
            refuseUnusual(script);
            if (scripts.put(key(script), script) != null) {
                throw new DoubtException(script + " is there twice");
            }
        }
        return scripts;
    }

    private static Object key(Script script) {
        ScriptName name = script.name();
        return script.kind() == ScriptKind.VERSIONED ? name.version().orElseThrow() : name.description();
    }

    private static void refuseUnusual(Script script) {
        if (script.kind() != ScriptKind.VERSIONED && script.kind() != ScriptKind.REPEATABLE) {
            // Callbacks run at every start, a configuration changes the rules, a baseline the meaning of the others.
            throw new DoubtException(script + " is no ordinary migration");
        }
        int length = script.name().description().length();
        if (length == 0 || length > LONGEST_DESCRIPTION) {
            throw new DoubtException(script + " has no ordinary description");
        }
        if (script.content().isEmpty()) {
            throw new DoubtException(script + " was not read");
        }
        // The checksum of a versioned script is that of its text, of a repeatable one what the placeholders make of it.
        boolean repeatable = script.kind() == ScriptKind.REPEATABLE;
        if (repeatable && script.content().get().containsPlaceholder()) {
            throw new DoubtException(script + " holds placeholders");
        }
    }

    /** Returns the schema that Flyway is told, null when it is to take the connection's own. */
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
        if (schema != null && query == HistoryQuery.SQLITE) {
            throw new DoubtException("SQLite has no schemas to name");
        }
        return schema;
    }

    /** Pairs scripts and rows; both must come out even. Returns the newest version, as the history writes it. */
    private static Optional<String> match(Map<Object, Script> scripts, SchemaHistory history) {
        SchemaVersion newest = null;
        Map<Object, HistoryRow> applied = applied(history);
        for (Map.Entry<Object, HistoryRow> entry : applied.entrySet()) {
            Script script = scripts.get(entry.getKey());
            if (script == null) {
                throw new DoubtException("\"" + entry.getKey() + "\" is in the history and not among the scripts");
            }
            refuseDifference(script, entry.getValue());
            if (entry.getKey() instanceof SchemaVersion version && (newest == null || version.compareTo(newest) > 0)) {
                newest = version;
            }
        }
        if (applied.size() < scripts.size()) {
            int missing = scripts.size() - applied.size();
            throw new DoubtException(missing + " of " + scripts.size() + " scripts " + (missing == 1 ? "is" : "are")
                    + " not in the history");
        }
        return newest == null ? Optional.empty() : Optional.of(newest.toString());
    }

    /** Returns the rows that count, by the same keys as the scripts. */
    private static Map<Object, HistoryRow> applied(SchemaHistory history) {
        Map<Object, HistoryRow> applied = new HashMap<>();
        for (HistoryRow row : history.rows()) {
            if (row.isSchemaMark() || isBaselineOfNothing(row)) {
                continue;
            }
            refuseUnusual(row);
            boolean versioned = row.version() != null;
            Object key = versioned ? SchemaVersion.parse(row.version()) : row.description();
            // Of a repeatable script's rows the newest counts, and they come in the order of their ranks.
            if (applied.put(key, row) != null && versioned) {
                throw new DoubtException("version " + key + " is in the history twice");
            }
        }
        return applied;
    }

    /** Stamped at a version that no script is below: all of them count. A script of version 0 would miss its row. */
    private static boolean isBaselineOfNothing(HistoryRow row) {
        return "BASELINE".equals(row.type()) && row.success() && "0".equals(row.version());
    }

    private static void refuseUnusual(HistoryRow row) {
        if (row.rank() < 0 || !"SQL".equals(row.type()) || !row.success() || row.checksum() == null) {
            throw new DoubtException("row " + row.rank() + " of the history, of type " + row.type()
                    + (row.success() ? "" : ", failed") + ", is no ordinary one");
        }
    }

    private static void refuseDifference(Script script, HistoryRow row) {
        if (!script.name().description().equals(row.description())) {
            throw new DoubtException(script + " is described as \"" + row.description() + "\" in the history");
        }
        if (script.content().orElseThrow().checksum() != row.checksum()) {
            throw new DoubtException(script + " is not the one that was applied");
        }
    }

    /** Ends the check; never leaves this class. */
    private static final class DoubtException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DoubtException(String reason) {
            super(reason, null, false, false);
        }
    }
}
