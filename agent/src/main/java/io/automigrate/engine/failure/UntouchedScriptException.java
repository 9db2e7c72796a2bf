package io.automigrate.engine.failure;

import java.sql.SQLException;

/**
 * The first statement of a script timed out while it waited for its table, and nothing of the script is in the database. For an exception
 * of Flyway or of the driver, Flyway would mark the script as failed, and the mark would stop every start.
 */
public final class UntouchedScriptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String script;
    private final int line;
    private final String statement;

    /**
     * @param script the script's path
     * @param line the line of the statement; 0 when it is not known
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
