package io.automigrate.kind;

import java.util.regex.Pattern;

/**
 * The effects of a statement of MySQL and MariaDB whose wait for its table timed out. A statement that defines one table commits the changes of its
 * transaction, and then happens as a whole or not at all. This is not true of a statement that touches several tables, copies rows
 * ({@code CREATE TABLE … SELECT}) or holds statements itself ({@code CALL}, {@code BEGIN NOT ATOMIC}).
 */
public final class TableStatement {
    private static final Pattern OF_ONE_TABLE = Pattern.compile(
            "(ALTER(\\s+ONLINE)?(\\s+IGNORE)?\\s+TABLE|CREATE(\\s+OR\\s+REPLACE)?(\\s+(UNIQUE|FULLTEXT|SPATIAL))?\\s+INDEX"
                    + "|DROP\\s+INDEX|TRUNCATE)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern OF_ONE_TABLE_IN_A_LIST =
            Pattern.compile("(DROP|RENAME)\\s+TABLES?\\b[^,]*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** These never commit by themselves, whatever triggers and functions they call. */
    private static final Pattern ON_ROWS =
            Pattern.compile("(UPDATE|DELETE|INSERT|REPLACE)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private TableStatement() {}

    /** Returns whether the statement, when it gave up, may have left nothing behind. */
    public static boolean mayLeaveNothing(String sql) {
        return isRepeatable(sql) || changesRows(sql);
    }

    /** Returns whether the statement changes rows and can be rolled back, if the tables can. */
    public static boolean changesRows(String sql) {
        return ON_ROWS.matcher(withoutComments(sql)).matches();
    }

    /** Returns whether the statement defines one table, and may be executed again when it gave up. */
    public static boolean isRepeatable(String sql) {
        String bare = withoutComments(sql);
        return OF_ONE_TABLE.matcher(bare).matches()
                || OF_ONE_TABLE_IN_A_LIST.matcher(bare).matches();
    }

    /** Removes the comments before the first word. MySQL executes the text in {@code /*! … *}{@code /}, so this is no comment. */
    private static String withoutComments(String sql) {
        return sql.substring(LeadingComments.end(sql));
    }
}
