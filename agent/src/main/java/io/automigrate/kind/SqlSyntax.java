package io.automigrate.kind;

/** How a database reads the text of a script: its comments, quotes and strings. */
public enum SqlSyntax {
    /** Nested comments, quoted names in {@code "}, strings between {@code $tags$}. */
    STANDARD,
    /** Comments after {@code #}, strings in {@code "}, backslashes before special characters. */
    MYSQL
}
