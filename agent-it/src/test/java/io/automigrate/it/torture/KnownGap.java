package io.automigrate.it.torture;

import java.util.Set;
import java.util.regex.Pattern;

/** Guarantees that do not hold, with the reason. A finding that is none of these fails the tests. */
enum KnownGap {
    UNFINISHED_BACKUP(
            Invariant.NOTHING_LEFT,
            Set.of("POSTGRESQL", "MARIADB", "H2_FILE", "H2_SERVER", "SQLITE"),
            "\\.part$",
            "A process that is killed while it backs up leaves the unfinished file, whose name ends with .part."),
    UNDONE_SCRIPT(
            Invariant.TRUTH,
            Set.of("POSTGRESQL", "MARIADB", "H2_FILE", "H2_SERVER", "SQLITE"),
            "says \"half applied: .*\\bU[0-9]+__",
            "If SIGTERM arrives when a rollback has just taken a version back, the last line calls the undo script half applied"
                    + " although the version is gone from the schema and from the history. The next rollback goes on from there.");

    private final Invariant invariant;
    private final Set<String> databases;
    private final Pattern detail;
    private final String sentence;

    KnownGap(Invariant invariant, Set<String> databases, String detail, String sentence) {
        this.invariant = invariant;
        this.databases = databases;
        this.detail = Pattern.compile(detail);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    boolean covers(Finding finding) {
        return finding.invariant() == invariant
                && databases.contains(finding.database())
                && detail.matcher(finding.detail()).find();
    }
}
