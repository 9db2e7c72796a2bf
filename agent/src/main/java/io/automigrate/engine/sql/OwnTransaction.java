package io.automigrate.engine.sql;

import io.automigrate.kind.LeadingComments;
import io.automigrate.text.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/** Watches a script for statements that commit the transaction around the script, so that a failure cannot undo everything. */
public final class OwnTransaction {
    private static final Pattern COMMIT = Pattern.compile(
            "(COMMIT(?!\\s+PREPARED)|END(\\s+(WORK|TRANSACTION))?\\s*$|PREPARE\\s+TRANSACTION)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private int statements;
    private String commit = "";

    /** Notes that a script begins. */
    public void scriptBegins() {
        statements = 0;
        commit = "";
    }

    /** Notes a statement of the script that is about to run. */
    public void statementBegins(String sql) {
        statements++;
        String bare = sql.substring(LeadingComments.end(sql)).strip();
        String ended = bare.endsWith(";") ? bare.substring(0, bare.length() - 1) : bare;
        if (COMMIT.matcher(ended).matches()) {
            commit = "\"" + OneLine.of(ended) + "\", statement " + statements;
        }
    }

    /** Returns the last statement that committed, as text for messages; empty when none did before the last statement. */
    public Optional<String> commit() {
        return commit.isEmpty() || commit.endsWith(" " + statements) ? Optional.empty() : Optional.of(commit);
    }
}
