package io.automigrate.kind.postgresql;

import io.automigrate.kind.StatementErrors;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors of PostgreSQL, whose SQLStates tell everything but the position. */
final class PostgresErrors extends StatementErrors {
    /** An "Internal Position" is one in a statement inside a function. */
    private static final Pattern POSITION = Pattern.compile("(?m)^  Position: (\\d{1,9})");

    private PostgresErrors() {}

    static StatementErrors errors() {
        return new PostgresErrors();
    }

    /** The server counts characters, not UTF-16 units, and from 1. */
    @Override
    public int index(SQLException failure, String statement) {
        Matcher position = POSITION.matcher(String.valueOf(failure.getMessage()));
        if (!position.find()) {
            return 0;
        }
        int characters = Integer.parseInt(position.group(1)) - 1;
        int all = statement.codePointCount(0, statement.length());
        return statement.offsetByCodePoints(0, Math.max(0, Math.min(characters, all)));
    }
}
