package io.automigrate.engine.failure;

import io.automigrate.kind.ErrorSubject;

/** The action that mends a statement that the database refused, and who takes it: an operator does not own the script. */
final class ScriptRemedy {
    static final String DEVELOPERS =
            "the script belongs to the developers of the application; until it is corrected, run the version of the application"
                    + " before this one";
    private static final String ADMINISTRATORS =
            "this is for the administrators of the database, the script need not change";

    private ScriptRemedy() {}

    /**
     * Returns the remedy.
     *
     * @param script the script's path
     */
    static String of(ErrorSubject subject, String script) {
        return switch (subject) {
            case SCRIPT -> "correct the script (" + DEVELOPERS + ")";
            case DATA ->
                "the rows in the tables do not fit the statement: correct the rows, or let the developers of the application"
                        + " write the script so that it treats them";
            case RIGHT ->
                "give the migration account the right that the database names, or name another account with AUTO_MIGRATE_USER"
                        + " and AUTO_MIGRATE_PASSWORD (" + ADMINISTRATORS + ")";
            case CONNECTIONS -> connections();
            case RESOURCES ->
                "the server has run out of disk space, memory or another resource: free or add what the database names ("
                        + ADMINISTRATORS + ")";
            case SERVER ->
                "the server's state or one of its settings stopped the statement: see what the database says and its own log ("
                        + ADMINISTRATORS + ")";
            case CONNECTION ->
                "the connection to the database broke: see that the server runs and why it closed the connection ("
                        + ADMINISTRATORS + ")";
            case CONFLICT ->
                "another session was in the way: find out which one, or start when it has ended; the script need not change";
            case UNSUPPORTED ->
                "this database, or its version, does not support the statement: update the database, or let the developers of the"
                        + " application write the script without it";
            case TRANSACTION -> outsideTransaction(script);
        };
    }

    /** Returns the remedy for a limit on connections. */
    static String connections() {
        return "allow the account, or the server, more connections (" + ADMINISTRATORS + "); on PostgreSQL"
                + " AUTO_MIGRATE_LOCK_STRATEGY=session migrates over one connection";
    }

    /** Returns how a script runs outside a transaction. */
    static String outsideTransaction(String script) {
        String file = script.substring(script.lastIndexOf('/') + 1);
        return "the statement can't run inside a transaction: move it to a script of its own, and put a file \"" + file
                + ".conf\" with the line executeInTransaction=false beside that script (with the name of that script) ("
                + DEVELOPERS + ")";
    }
}
