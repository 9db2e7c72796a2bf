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

    /** A table that is filled by a query can be left with some of its rows. */
    private static final Pattern MAKES_ONE =
            Pattern.compile("CREATE\\b(?!.*\\bSELECT\\b).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Only with a name of its own: an index without a name is made a second time. */
    private static final Pattern MAKES_OR_REMOVES = Pattern.compile(
            "CREATE\\s+((UNIQUE|FULLTEXT|SPATIAL)\\s+)?(TABLE|VIEW|INDEX|SEQUENCE|TRIGGER|PROCEDURE|FUNCTION)\\s+(?!(IF|ON)\\b).*"
                    + "|DROP\\s+(TABLE|VIEW|INDEX|SEQUENCE|TRIGGER|PROCEDURE|FUNCTION)\\s+(?!IF\\b)[^,]*"
                    + "|RENAME\\s+TABLE\\s+[^,]*"
                    + "|ALTER\\s+TABLE\\s+\\S+\\s+(ADD\\s+(COLUMN\\s+|CONSTRAINT\\s+)?"
                    + "(?!(IF|INDEX|KEY|UNIQUE|PRIMARY|FULLTEXT|SPATIAL|CONSTRAINT|FOREIGN|CHECK|PERIOD|SYSTEM|PARTITION)\\b)[\\w`\"]"
                    + "|DROP\\s+COLUMN\\s+(?!IF\\b)|RENAME\\s+TO\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private TableStatement() {}

    /** Returns whether the statement defines one table, and may be executed again when it gave up. */
    public static boolean isRepeatable(String sql) {
        String bare = withoutComments(sql);
        return OF_ONE_TABLE.matcher(bare).matches()
                || OF_ONE_TABLE_IN_A_LIST.matcher(bare).matches();
    }

    /** Returns whether the statement happens as a whole or not at all, so that nothing of it is left when it failed. */
    public static boolean isWhole(String sql) {
        return isRepeatable(sql) || MAKES_ONE.matcher(withoutComments(sql)).matches();
    }

    /** Returns whether the database refuses the statement when it is executed for the second time. */
    public static boolean failsTwice(String sql) {
        return MAKES_OR_REMOVES.matcher(withoutComments(sql)).matches();
    }

    /** Removes the comments before the first word. MySQL executes the text in {@code /*! … *}{@code /}, so this is no comment. */
    private static String withoutComments(String sql) {
        return sql.substring(LeadingComments.end(sql));
    }
}
