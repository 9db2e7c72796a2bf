package io.automigrate.kind.mysql;

import io.automigrate.kind.LockRule;
import java.util.List;

/** The statements of MySQL and MariaDB that deserve a remark in a plan (manual: "Online DDL"). */
final class MySqlReview {
    private static final String METADATA =
            "waits for everything that uses \"%s\", and later statements wait behind it; a large table may be copied";

    static final List<LockRule> LOCKS = List.of(
            LockRule.of(".*(ALGORITHM ?=? ?INSTANT|LOCK ?=? ?NONE).*", ""),
            LockRule.of(
                    "ALTER(?: ONLINE)?(?: IGNORE)? TABLE(?: IF EXISTS)? (\\S+).*",
                    METADATA + " (LOCK=NONE says so in time)"),
            LockRule.of(
                    "CREATE(?: OR REPLACE)?(?: UNIQUE| FULLTEXT| SPATIAL)? INDEX .*?\\bON (\\S+?)(?:[ (].*|$)",
                    METADATA + " (LOCK=NONE says so in time)"),
            LockRule.of("DROP INDEX .*?\\bON (\\S+).*", METADATA),
            LockRule.of("OPTIMIZE(?: LOCAL| NO_WRITE_TO_BINLOG)? TABLE (\\S+).*", METADATA),
            LockRule.of("RENAME TABLE (\\S+).*", METADATA));

    private MySqlReview() {}
}
