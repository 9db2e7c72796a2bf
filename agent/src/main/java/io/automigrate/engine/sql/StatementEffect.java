package io.automigrate.engine.sql;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.LeadingComments;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The effect of a script's statement on the transaction around the script. */
enum StatementEffect {
    /** The statement stays in the transaction and can be rolled back. */
    ROWS,
    /** The statement commits the statements before it and itself. */
    COMMITS,
    /** The text does not tell whether the statement commits. */
    MAY_COMMIT;

    /** The words of a script that end its transaction on every database. */
    private static final Pattern OWN_COMMIT = Pattern.compile(
            "(COMMIT(?!\\s+PREPARED)|END(\\s+(WORK|TRANSACTION))?\\s*$|PREPARE\\s+TRANSACTION)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern DEFINITION = Pattern.compile(
            "(CREATE|ALTER|DROP|TRUNCATE|RENAME|GRANT|REVOKE|COMMENT)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** A temporary table is no reason to commit for every database, and a setting of the session for none. */
    private static final Pattern OF_SESSION = Pattern.compile(
            "(CREATE|DROP)\\s+((LOCAL|GLOBAL|OR\\s+REPLACE)\\s+)*TEMP(ORARY)?\\b.*|ALTER\\s+(SESSION|SYSTEM)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OWN_MODE =
            Pattern.compile("SET\\b.*\\bAUTOCOMMIT\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Set<String> ON_ROWS = Set.of(
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "MERGE",
            "SELECT",
            "WITH",
            "VALUES",
            "SHOW",
            "EXPLAIN",
            "DESCRIBE",
            "DO",
            "SAVEPOINT",
            "ROLLBACK");

    /** Returns the effect of a statement inside a transaction. */
    static StatementEffect of(String sql, DatabaseKind kind) {
        String bare = withoutFrame(sql);
        if (OWN_COMMIT.matcher(bare).matches()) {
            return COMMITS;
        }
        if (!kind.commitsDefinitions()) {
            return ROWS;
        }
        if (DEFINITION.matcher(bare).matches()) {
            return OF_SESSION.matcher(bare).matches() ? MAY_COMMIT : COMMITS;
        }
        return ON_ROWS.contains(firstWord(bare)) || isSetting(sql) && !kind.commitsSettings() ? ROWS : MAY_COMMIT;
    }

    /** Returns whether the statement is one of the script's own, like {@code COMMIT}, that only ends the transaction. */
    static boolean isOwnCommit(String sql) {
        return OWN_COMMIT.matcher(withoutFrame(sql)).matches();
    }

    /** Returns whether the statement sets something of the session, and nothing about its transactions. */
    static boolean isSetting(String sql) {
        String bare = withoutFrame(sql);
        return firstWord(bare).equals("SET") && !OWN_MODE.matcher(bare).matches();
    }

    /** Removes the comments before the statement and the semicolon behind it. */
    static String withoutFrame(String sql) {
        String bare = sql.substring(LeadingComments.end(sql)).strip();
        return bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static String firstWord(String bare) {
        int end = 0;
        while (end < bare.length() && Character.isLetter(bare.charAt(end))) {
            end++;
        }
        return bare.substring(0, end).toUpperCase(Locale.ROOT);
    }
}
