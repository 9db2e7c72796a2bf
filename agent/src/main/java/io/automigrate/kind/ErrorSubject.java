package io.automigrate.kind;

/** The subject of an error: the reason why the database refused a statement, so that the message can say who has to act. */
public enum ErrorSubject {
    /** The text of the script. */
    SCRIPT,
    /** The rows that the tables contain. */
    DATA,
    /** A right that the account lacks. */
    RIGHT,
    /** The number of connections that the account or the server allows. */
    CONNECTIONS,
    /** Disk, memory or another resource of the server. */
    RESOURCES,
    /** The server's state, its settings, or a command of its administrators. */
    SERVER,
    /** The connection, which broke. */
    CONNECTION,
    /** Another session: a deadlock, or changes at the same time. */
    CONFLICT,
    /** Something that this database, or its version, does not have. */
    UNSUPPORTED,
    /** A statement that may not run inside a transaction. */
    TRANSACTION;

    /** Returns the subject by the class of the SQLState, as the SQL standard and PostgreSQL define the classes. */
    public static ErrorSubject ofState(String sqlState) {
        String state = String.valueOf(sqlState);
        return switch (state) {
            case "25001" -> TRANSACTION;
            case "42501", "42502" -> RIGHT;
            case "53300", "08004" -> CONNECTIONS;
            default ->
                switch (state.substring(0, Math.min(2, state.length()))) {
                    case "08" -> CONNECTION;
                    case "0A" -> UNSUPPORTED;
                    case "22", "23" -> DATA;
                    case "28" -> RIGHT;
                    case "40" -> CONFLICT;
                    case "53" -> RESOURCES;
                    case "55", "57", "58", "XX" -> SERVER;
                    default -> SCRIPT;
                };
        };
    }
}
