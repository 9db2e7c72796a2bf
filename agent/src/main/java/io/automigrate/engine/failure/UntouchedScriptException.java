package io.automigrate.engine.failure;

import java.sql.SQLException;

/**
 * The first statement of a script gave up on its table, and nothing of the script is in the database. Not Flyway's exception and not the
 * database's: for either of these Flyway would mark the script as failed, and no start goes past such a mark.
 */
public final class UntouchedScriptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String script;
    private final int line;
    private final String statement;

    /**
     * @param script the script's path
     * @param line where the statement begins; 0 when that is not known
     */
    public UntouchedScriptException(String script, int line, String statement, SQLException cause) {
        super(cause.getMessage(), cause);
        this.script = script;
        this.line = line;
        this.statement = statement;
    }

    String script() {
        return script;
    }

    int line() {
        return line;
    }

    String statement() {
        return statement;
    }
}
