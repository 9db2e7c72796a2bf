package io.automigrate.kind.mysql;

import io.automigrate.kind.LastingTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tables whose engine has no transactions (MyISAM, Aria, MEMORY), and what changes their rows when another name is used. */
final class MySqlTables {
    private static final String DATABASES = "SELECT SCHEMA_NAME, DATABASE() FROM information_schema.SCHEMATA"
            + " WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')";

    private static final String DEFAULT = "SELECT COUNT(*) FROM information_schema.ENGINES"
            + " WHERE SUPPORT = 'DEFAULT' AND COALESCE(TRANSACTIONS, 'NO') <> 'YES'";

    private static final String LASTING = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND ENGINE IN (SELECT ENGINE FROM information_schema.ENGINES"
            + " WHERE COALESCE(TRANSACTIONS, 'NO') <> 'YES')";

    /** Names and the texts behind them. */
    private static final List<String> TEXTS = List.of(
            "SELECT EVENT_OBJECT_TABLE, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ?",
            "SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ?",
            "SELECT ROUTINE_NAME, ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ?");

    private record Described(String name, String text) {}

    private MySqlTables() {}

    static LastingTables lasting(Connection connection, Set<String> databases) throws SQLException {
        Set<String> looked = new HashSet<>();
        Set<String> others = new HashSet<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(DATABASES)) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    boolean isLooked = name.equalsIgnoreCase(rows.getString(2)) || databases.contains(lower(name));
                    (isLooked ? looked : others).add(name);
                }
            }
            Set<String> names = new HashSet<>();
            for (String database : looked) {
                read(connection, LASTING, database).forEach(row -> names.add(lower(row.name())));
            }
            if (!names.isEmpty()) {
                addChangers(connection, looked, names);
            }
            return new LastingTables(names, lower(others), number(statement) > 0);
        }
    }

    /** Adds views, routines and tables with triggers until no other one names one of those that are known. */
    private static void addChangers(Connection connection, Set<String> databases, Set<String> names)
            throws SQLException {
        List<Described> open = new ArrayList<>();
        for (String database : databases) {
            for (String sql : TEXTS) {
                open.addAll(read(connection, sql, database));
            }
        }
        boolean isAnother = true;
        while (isAnother) {
            isAnother = open.removeIf(
                    row -> !LastingTables.named(names, row.text()).isEmpty() && names.add(lower(row.name())));
        }
    }

    private static List<Described> read(Connection connection, String sql, String database) throws SQLException {
        List<Described> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    // The text is null for an account that may not read it.
                    String text = columns == 1 ? null : rows.getString(2);
                    found.add(new Described(rows.getString(1), text == null ? "" : text));
                }
            }
        }
        return found;
    }

    private static int number(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(DEFAULT)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static Set<String> lower(Set<String> names) {
        Set<String> all = new HashSet<>();
        names.forEach(name -> all.add(lower(name)));
        return all;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
