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
    HALF_APPLIED_WITHOUT_A_TRACE(
            Invariant.TRUTH,
            Set.of("MARIADB", "H2_FILE", "H2_SERVER"),
            "says \"half applied.*nothing of \\w+ is left",
            "After SIGTERM a script that only changed rows is marked as failed although the database has taken its rows back."),
    ROLLED_BACK_WITH_TRACES(
            Invariant.TRUTH,
            Set.of("MARIADB", "H2_FILE", "H2_SERVER"),
            "says \"rolled back.* left ",
            "After SIGTERM or a lost connection the block can say \"rolled back\" although statements were committed."),
    APPLIED_TWICE(
            Invariant.EFFECT,
            Set.of("MARIADB", "H2_FILE", "H2_SERVER"),
            "left \"[0-9]+ of [0-9]+ rows",
            "A process that is killed between the last commit of a script and the script's row in the history leaves the effect"
                    + " without the row; where the script can run twice, the next start applies it again.");

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
