package io.automigrate.kind;

import java.util.Locale;
import java.util.Set;

/**
 * The tables of a database without transactions: their rows stay when a transaction is rolled back.
 *
 * @param names the names of these tables, and of views, routines and tables with triggers that change their rows, in lower case
 * @param others the databases of the server that were not looked at, in lower case
 * @param isUsual whether a new table is such a table when its definition does not name an engine
 */
public record LastingTables(Set<String> names, Set<String> others, boolean isUsual) {
    /** No table is without transactions. */
    public static final LastingTables NONE = new LastingTables(Set.of(), Set.of(), false);

    private static final String QUOTES = "`\"";

    public LastingTables {
        names = Set.copyOf(names);
        others = Set.copyOf(others);
    }

    /**
     * Returns a name that occurs in a text as a word or between quotes; empty when none does. A word in a comment or in a value counts as
     * well: then the text only seems to name the table.
     *
     * @param names the names in lower case
     */
    public static String named(Set<String> names, String text) {
        if (names.isEmpty()) {
            return "";
        }
        int begin = 0;
        int quote = -1;
        for (int end = 0; end <= text.length(); end++) {
            char c = end < text.length() ? text.charAt(end) : ' ';
            if (isOfWord(c)) {
                continue;
            }
            String word = text.substring(begin, end).toLowerCase(Locale.ROOT);
            if (names.contains(word)) {
                return word;
            }
            begin = end + 1;
            if (QUOTES.indexOf(c) >= 0) {
                // A name between quotes may consist of several words.
                String quoted = quote < 0 ? "" : text.substring(quote, end).toLowerCase(Locale.ROOT);
                if (names.contains(quoted)) {
                    return quoted;
                }
                quote = end + 1;
            }
        }
        return "";
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
