package io.automigrate.kind;

/** The comments and blanks before the first word of an SQL statement. */
public final class LeadingComments {
    private LeadingComments() {}

    /** Returns the index of the statement's first word. */
    public static int end(String statement) {
        int at = 0;
        while (at < statement.length()) {
            if (Character.isWhitespace(statement.charAt(at))) {
                at++;
            } else if (statement.startsWith("--", at) || statement.charAt(at) == '#') {
                int end = statement.indexOf('\n', at);
                at = end < 0 ? statement.length() : end + 1;
            } else if (isBlock(statement, at)) {
                at = endOfBlock(statement, at);
            } else {
                return at;
            }
        }
        return at;
    }

    /** Returns whether a comment begins. MySQL and MariaDB execute the text in {@code /*! … *}{@code /}, so this is no comment. */
    private static boolean isBlock(String statement, int at) {
        return statement.startsWith("/*", at) && !statement.startsWith("/*!", at) && !statement.startsWith("/*M!", at);
    }

    /** In PostgreSQL comments nest, in other databases they do not: a comment without an end when comments nest is read as one that does not nest. */
    private static int endOfBlock(String statement, int start) {
        int depth = 0;
        int at = start;
        while (at < statement.length()) {
            if (statement.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (statement.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        int end = statement.indexOf("*/", start + 2);
        return end < 0 ? statement.length() : end + 2;
    }
}
