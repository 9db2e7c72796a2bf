package io.automigrate.review;

import io.automigrate.kind.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds out whether a script can be rolled back, by Flyway's rules for PostgreSQL and by the behaviour of other databases. */
record TransactionRemarks(DatabaseKind kind, boolean mixed) {
    private static final Pattern DEFINITION = Pattern.compile("(CREATE|ALTER|DROP|RENAME|TRUNCATE|GRANT|REVOKE)\\b.*");

    /**
     * Returns the remarks on statements that can't be rolled back.
     *
     * @param configured the value of {@code executeInTransaction} in the script's own configuration; empty when the configuration has
     *     none
     */
    List<Remark> of(List<SqlStatement> statements, boolean configured) {
        List<Remark> remarks = new ArrayList<>();
        for (SqlStatement statement : statements) {
            if (kind.refusesTransaction(statement.words())) {
                remarks.add(new Remark(
                        Remark.Kind.NOT_TRANSACTIONAL,
                        statement.line(),
                        "makes the script run outside a transaction: a failure leaves it half applied"));
            }
        }
        if (!remarks.isEmpty() && remarks.size() < statements.size() && !mixed) {
            remarks.add(
                    0,
                    new Remark(
                            Remark.Kind.FAILURE,
                            remarks.get(0).line(),
                            "would fail: Flyway needs a separate script for a statement that refuses a transaction, or"
                                    + " AUTO_MIGRATE_FLYWAY_MIXED=true"));
        }
        if (!configured) {
            remarks.add(new Remark(
                    Remark.Kind.NOT_TRANSACTIONAL,
                    0,
                    "runs outside a transaction (executeInTransaction=false): a failure leaves it half applied"));
            return remarks;
        }
        long definitions = statements.stream()
                .filter(statement -> DEFINITION.matcher(statement.words()).matches())
                .count();
        if (kind.commitsDefinitions() && definitions > 0 && statements.size() > 1) {
            remarks.add(new Remark(
                    Remark.Kind.NOT_TRANSACTIONAL,
                    0,
                    "each statement that defines something commits by itself on this database: a failure leaves the script"
                            + " half applied"));
        }
        return remarks;
    }
}
