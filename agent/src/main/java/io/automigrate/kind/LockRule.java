package io.automigrate.kind;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A statement during which the application waits.
 *
 * @param statement matches the words of the statement; the first group that matches is the name of the table
 * @param text the remark, with the table's name for {@code %s}; empty when the statement deserves none
 */
public record LockRule(Pattern statement, String text) {
    /** The remark on a statement that excludes all others from a table. */
    public static final String BLOCKS_ALL = "blocks reads and writes of \"%s\" until the script's end";

    /** Returns a rule. */
    public static LockRule of(String statement, String text) {
        return new LockRule(Pattern.compile(statement), text);
    }

    /** Returns the rules for a database whose locks are not known in detail. */
    static List<LockRule> common() {
        return List.of(
                of("ALTER TABLE(?: IF EXISTS)? (\\S+).*", "locks \"%s\""),
                of(
                        "CREATE(?: UNIQUE| BITMAP)? INDEX (?!.*\\bONLINE\\b).*?\\bON (\\S+?)(?:[ (].*|$)",
                        "locks \"%s\" while the index is built"));
    }
}
