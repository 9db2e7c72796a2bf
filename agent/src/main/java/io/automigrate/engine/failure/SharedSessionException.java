package io.automigrate.engine.failure;

import java.sql.SQLException;

/**
 * A script outside a transaction was not run, because the session belongs to other clients as well. The search path that Flyway sets for
 * the script would stay on the server's connection.
 */
public final class SharedSessionException extends SQLException {
    private static final long serialVersionUID = 1;

    public SharedSessionException() {
        super("the script runs outside a transaction, and there the agent can't choose the schema: a pooler shares the"
                + " connections by transaction, or AUTO_MIGRATE_LOCK_STRATEGY is \"transaction\"");
    }

    /** Returns the ways out. */
    static String remedy() {
        return "let AUTO_MIGRATE_URL lead to the server itself instead of the pooler, with AUTO_MIGRATE_LOCK_STRATEGY=auto;"
                + " or let the developers of the application write the script so that it can run in a transaction (CREATE INDEX"
                + " without CONCURRENTLY, for example)";
    }
}
