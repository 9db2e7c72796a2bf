package io.automigrate.engine.sql;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.LastingTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the statements that change rows of tables without transactions. The server is asked before the first statement of a run that
 * changes rows, and again behind a statement that may have made another such table. Used by one thread.
 */
public final class LastingRows {
    private static final Pattern NAMES_ENGINE = Pattern.compile("ENGINE|\\b(TYPE|LIKE)\\b", Pattern.CASE_INSENSITIVE);

    private final DatabaseKind kind;
    private final Set<String> databases = new HashSet<>();
    private LastingTables tables = LastingTables.NONE;
    private boolean isCurrent;

    public LastingRows(DatabaseKind kind) {
        this.kind = kind;
    }

    /**
     * Returns whether the statement changes rows that stay when its transaction is rolled back.
     *
     * @param connection the driver's connection on which the statement is about to run
     */
    public boolean stay(Connection connection, String sql) {
        if (!kind.hasLastingTables()) {
            return false;
        }
        StatementEffect effect = StatementEffect.of(sql, kind);
        if (effect != StatementEffect.ROWS || StatementEffect.isSetting(sql)) {
            isCurrent = isCurrent && !mayMakeTable(effect, sql);
            return false;
        }
        ask(connection, sql);
        return !LastingTables.named(tables.names(), sql).isEmpty();
    }

    private boolean mayMakeTable(StatementEffect effect, String sql) {
        return effect == StatementEffect.MAY_COMMIT
                || effect == StatementEffect.COMMITS
                        && (tables.isUsual() || !tables.names().isEmpty())
                || NAMES_ENGINE.matcher(sql).find();
    }

    private void ask(Connection connection, String sql) {
        String other = LastingTables.named(tables.others(), sql);
        while (!isCurrent || !other.isEmpty()) {
            databases.add(other);
            tables = read(connection);
            isCurrent = true;
            other = LastingTables.named(tables.others(), sql);
        }
    }

    private LastingTables read(Connection connection) {
        try {
            return kind.lastingTables(connection, databases);
        } catch (SQLException e) {
            // A broken connection breaks the statement as well. A server that does not tell is taken for one without
            // such tables.
            return LastingTables.NONE;
        }
    }
}
