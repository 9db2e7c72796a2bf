package io.automigrate.review;

import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.LockRule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds statements during which the application waits. The locks of statements are described in the manuals of the databases (PostgreSQL:
 * "Explicit Locking"; MySQL and MariaDB: "Online DDL"). No application uses a table that an earlier statement of the same plan makes.
 */
final class LockRemarks {

    private static final List<LockRule> EVERYWHERE = List.of(
            LockRule.of(
                    "DROP TABLE(?: IF EXISTS)? (\\S+).*", "waits for everything that uses \"%s\", which then is gone"),
            LockRule.of("TRUNCATE(?: TABLE)?(?: ONLY)? (\\S+).*", LockRule.BLOCKS_ALL),
            LockRule.of("LOCK(?: TABLES?)?(?: ONLY)? (\\S+).*", "locks \"%s\" on purpose"),
            LockRule.of(
                    "(?:UPDATE(?: ONLY)? (\\S+) (?!.*\\bWHERE\\b).*|DELETE FROM(?: ONLY)? (\\S+)$)",
                    "changes every row of \"%s\", and others wait for those until the script's end"));

    private static final Pattern CREATED = Pattern.compile(
            "CREATE(?: OR REPLACE)?(?: GLOBAL| LOCAL| TEMPORARY| TEMP| UNLOGGED| CACHED| MEMORY| COLUMN)*"
                    + " (?:TABLE|MATERIALIZED VIEW)(?: IF NOT EXISTS)? ([^\\s(]+).*");

    private final List<LockRule> rules;
    private final Set<String> created = new HashSet<>();

    LockRemarks(DatabaseKind kind) {
        this.rules = kind.lockRules();
    }

    /** Returns the remarks on a statement. The caller passes the statements in the order in which they run. */
    Optional<Remark> of(SqlStatement statement) {
        Matcher creation = CREATED.matcher(statement.words());
        if (creation.matches()) {
            created.add(plain(creation.group(1)));
            return Optional.empty();
        }
        if (rules == null) {
            // Every write locks the whole database.
            return Optional.empty();
        }
        return find(rules, statement).or(() -> find(EVERYWHERE, statement)).filter(remark -> !remark.text()
                .isEmpty());
    }

    private Optional<Remark> find(List<LockRule> rules, SqlStatement statement) {
        for (LockRule rule : rules) {
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

    /** The name has no schema, because a script may name the schema in one statement and leave it out in the next. */
    private static String plain(String name) {
        String bare = name.replace("\"", "").replace("`", "").replace("[", "").replace("]", "");
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        return last.replaceAll("[(),;].*", "").toLowerCase(Locale.ROOT);
    }
}
