package io.automigrate.review;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds statements during which the application waits: which locks they take is in the manuals of the databases (PostgreSQL: "Explicit
 * Locking"; MySQL and MariaDB: "Online DDL"). Tables that an earlier statement of the same plan makes are nobody's yet.
 */
final class LockRemarks {
    private static final String BLOCKS_ALL = "blocks reads and writes of \"%s\" until the script's end";
    private static final String METADATA =
            "waits for everything that uses \"%s\", and whoever comes later waits behind it; a large table may be copied";

    private static final List<Rule> POSTGRESQL = List.of(
            rule("ALTER TABLE .*(VALIDATE CONSTRAINT|DETACH PARTITION .* CONCURRENTLY).*", ""),
            rule(
                    "ALTER TABLE(?: IF EXISTS)?(?: ONLY)? (\\S+) .*ALTER( COLUMN)? \\S+ (SET DATA )?TYPE .*",
                    BLOCKS_ALL + "; unless the types are alike, each row is rewritten"),
            rule(
                    "ALTER TABLE(?: IF EXISTS)?(?: ONLY)? (\\S+) .*ADD (CONSTRAINT|FOREIGN KEY|CHECK)\\b(?!.*NOT VALID).*",
                    BLOCKS_ALL + ", while all rows are checked; NOT VALID and a VALIDATE CONSTRAINT later do not"),
            rule("ALTER TABLE(?: IF EXISTS)?(?: ONLY)? (\\S+).*", BLOCKS_ALL),
            rule(
                    "CREATE(?: UNIQUE)? INDEX (?!CONCURRENTLY).*?\\bON(?: ONLY)? (\\S+?)(?:[ (].*|$)",
                    "blocks writes to \"%s\" while the index is built; CREATE INDEX CONCURRENTLY does not"),
            rule(
                    "DROP INDEX (?!CONCURRENTLY)(?:IF EXISTS )?(\\S+).*",
                    "blocks reads and writes of the table of \"%s\" until the script's end; DROP INDEX CONCURRENTLY does not"),
            rule(
                    "REINDEX(?!.*CONCURRENTLY)(?: \\(.*\\))? (?:TABLE|INDEX|SCHEMA|DATABASE|SYSTEM) (\\S+).*",
                    "blocks writes to what is indexed, \"%s\"; REINDEX … CONCURRENTLY does not"),
            rule("(?:VACUUM(?: \\(.*FULL.*\\)| FULL)|CLUSTER)(?: VERBOSE)?(?: (\\S+))?.*", BLOCKS_ALL),
            rule(
                    "REFRESH MATERIALIZED VIEW (?!CONCURRENTLY)(\\S+).*",
                    "blocks reads of \"%s\" meanwhile; REFRESH MATERIALIZED VIEW CONCURRENTLY does not"),
            rule(
                    "CREATE(?: OR REPLACE)?(?: CONSTRAINT)? TRIGGER .*?\\bON (\\S+).*",
                    "blocks writes to \"%s\" until the script's end"));

    private static final List<Rule> MYSQL = List.of(
            rule(".*(ALGORITHM ?=? ?INSTANT|LOCK ?=? ?NONE).*", ""),
            rule(
                    "ALTER(?: ONLINE)?(?: IGNORE)? TABLE(?: IF EXISTS)? (\\S+).*",
                    METADATA + " (LOCK=NONE says so in time)"),
            rule(
                    "CREATE(?: OR REPLACE)?(?: UNIQUE| FULLTEXT| SPATIAL)? INDEX .*?\\bON (\\S+?)(?:[ (].*|$)",
                    METADATA + " (LOCK=NONE says so in time)"),
            rule("DROP INDEX .*?\\bON (\\S+).*", METADATA),
            rule("OPTIMIZE(?: LOCAL| NO_WRITE_TO_BINLOG)? TABLE (\\S+).*", METADATA),
            rule("RENAME TABLE (\\S+).*", METADATA));

    private static final List<Rule> OTHERS = List.of(
            rule("ALTER TABLE(?: IF EXISTS)? (\\S+).*", "locks \"%s\""),
            rule(
                    "CREATE(?: UNIQUE| BITMAP)? INDEX (?!.*\\bONLINE\\b).*?\\bON (\\S+?)(?:[ (].*|$)",
                    "locks \"%s\" while the index is built"));

    private static final List<Rule> EVERYWHERE = List.of(
            rule("DROP TABLE(?: IF EXISTS)? (\\S+).*", "waits for everything that uses \"%s\", which then is gone"),
            rule("TRUNCATE(?: TABLE)?(?: ONLY)? (\\S+).*", BLOCKS_ALL),
            rule("LOCK(?: TABLES?)?(?: ONLY)? (\\S+).*", "locks \"%s\" on purpose"),
            rule(
                    "(?:UPDATE(?: ONLY)? (\\S+) (?!.*\\bWHERE\\b).*|DELETE FROM(?: ONLY)? (\\S+)$)",
                    "changes every row of \"%s\", and others wait for those until the script's end"));

    private static final Pattern CREATED = Pattern.compile(
            "CREATE(?: OR REPLACE)?(?: GLOBAL| LOCAL| TEMPORARY| TEMP| UNLOGGED| CACHED| MEMORY| COLUMN)*"
                    + " (?:TABLE|MATERIALIZED VIEW)(?: IF NOT EXISTS)? ([^\\s(]+).*");

    private final String vendor;
    private final Set<String> created = new HashSet<>();

    /**
     * @param text what is said, with the table's name for {@code %s}; empty for nothing
     */
    private record Rule(Pattern statement, String text) {}

    LockRemarks(String vendor) {
        this.vendor = vendor;
    }

    /** Returns what the application waits for; the statements have to come in the order in which they run. */
    Optional<Remark> of(SqlStatement statement) {
        Matcher creation = CREATED.matcher(statement.words());
        if (creation.matches()) {
            created.add(plain(creation.group(1)));
            return Optional.empty();
        }
        if (vendor.equals("sqlite")) {
            // Every write locks the whole file.
            return Optional.empty();
        }
        return find(own(), statement).or(() -> find(EVERYWHERE, statement)).filter(remark -> !remark.text()
                .isEmpty());
    }

    private List<Rule> own() {
        return switch (vendor) {
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            default -> OTHERS;
        };
    }

    private Optional<Remark> find(List<Rule> rules, SqlStatement statement) {
        for (Rule rule : rules) {
            Matcher matcher = rule.statement().matcher(statement.words());
            if (matcher.matches()) {
                String table = table(matcher);
                return created.contains(table)
                        ? Optional.of(new Remark(Remark.Kind.LOCK, statement.line(), ""))
                        : Optional.of(new Remark(
                                Remark.Kind.LOCK, statement.line(), rule.text().replace("%s", table)));
            }
        }
        return Optional.empty();
    }

    private static String table(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return plain(matcher.group(i));
            }
        }
        return "all tables";
    }

    /** Without the schema: who names it in one statement may leave it out in the next. */
    private static String plain(String name) {
        String bare = name.replace("\"", "").replace("`", "").replace("[", "").replace("]", "");
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        return last.replaceAll("[(),;].*", "").toLowerCase(Locale.ROOT);
    }

    private static Rule rule(String statement, String text) {
        return new Rule(Pattern.compile(statement), text);
    }
}
