package io.automigrate.kind.postgresql;

import io.automigrate.kind.LockRule;
import java.util.List;
import java.util.regex.Pattern;

/** The statements of PostgreSQL that deserve a remark in a plan (manual: "Explicit Locking"). */
final class PostgresReview {
    static final List<LockRule> LOCKS = List.of(
            LockRule.of("ALTER TABLE .*(VALIDATE CONSTRAINT|DETACH PARTITION .* CONCURRENTLY).*", ""),
            LockRule.of(
                    "ALTER TABLE(?: IF EXISTS)?(?: ONLY)? (\\S+) .*ALTER( COLUMN)? \\S+ (SET DATA )?TYPE .*",
                    LockRule.BLOCKS_ALL + "; unless the types are alike, each row is rewritten"),
            LockRule.of(
                    "ALTER TABLE(?: IF EXISTS)?(?: ONLY)? (\\S+) .*ADD (CONSTRAINT|FOREIGN KEY|CHECK)\\b(?!.*NOT VALID).*",
                    LockRule.BLOCKS_ALL
                            + ", while all rows are checked; NOT VALID and a VALIDATE CONSTRAINT later do not"),
            LockRule.of("ALTER TABLE(?: IF EXISTS)?(?: ONLY)? (\\S+).*", LockRule.BLOCKS_ALL),
            LockRule.of(
                    "CREATE(?: UNIQUE)? INDEX (?!CONCURRENTLY).*?\\bON(?: ONLY)? (\\S+?)(?:[ (].*|$)",
                    "blocks writes to \"%s\" while the index is built; CREATE INDEX CONCURRENTLY does not"),
            LockRule.of(
                    "DROP INDEX (?!CONCURRENTLY)(?:IF EXISTS )?(\\S+).*",
                    "blocks reads and writes of the table of \"%s\" until the script's end; DROP INDEX CONCURRENTLY does not"),
            LockRule.of(
                    "REINDEX(?!.*CONCURRENTLY)(?: \\(.*\\))? (?:TABLE|INDEX|SCHEMA|DATABASE|SYSTEM) (\\S+).*",
                    "blocks writes to what is indexed, \"%s\"; REINDEX … CONCURRENTLY does not"),
            LockRule.of("(?:VACUUM(?: \\(.*FULL.*\\)| FULL)|CLUSTER)(?: VERBOSE)?(?: (\\S+))?.*", LockRule.BLOCKS_ALL),
            LockRule.of(
                    "REFRESH MATERIALIZED VIEW (?!CONCURRENTLY)(\\S+).*",
                    "blocks reads of \"%s\" meanwhile; REFRESH MATERIALIZED VIEW CONCURRENTLY does not"),
            LockRule.of(
                    "CREATE(?: OR REPLACE)?(?: CONSTRAINT)? TRIGGER .*?\\bON (\\S+).*",
                    "blocks writes to \"%s\" until the script's end"));

    /** The statements that PostgreSQL refuses inside a transaction, as in Flyway's {@code PostgreSQLParser} (13.12.0), but for ALTER TYPE, which is transactional since PostgreSQL 12. */
    static final Pattern REFUSES_TRANSACTION = Pattern.compile(
            "((CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM"
                    + "|(CREATE|DROP)( UNIQUE)? INDEX CONCURRENTLY|REINDEX( VERBOSE)? (SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL)\\b.*");

    private PostgresReview() {}
}
