package io.automigrate.kind.postgresql;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.kind.KnownFault;

/** The refusals of a login that have a remedy of their own, known by the words of the server or of the driver. */
enum PostgresFault {
    NO_PASSWORD(
            ConnectionFault.UNUSABLE,
            "the server asks for a password and no setting gives one: set AUTO_MIGRATE_PASSWORD or"
                    + " AUTO_MIGRATE_PASSWORD_FILE, together with AUTO_MIGRATE_USER",
            "no password was provided"),
    EMPTY_PASSWORD(
            ConnectionFault.UNUSABLE,
            "the server asks for a password, and the password of the settings is empty: correct it, or set"
                    + " AUTO_MIGRATE_PASSWORD or AUTO_MIGRATE_PASSWORD_FILE, together with AUTO_MIGRATE_USER",
            "but the password is an empty string"),
    NO_ENCRYPTION(
            ConnectionFault.REJECTED,
            "the URL asks for encryption, and the server offers none: set ssl=on at the server, or remove sslmode and ssl from"
                    + " the URL",
            "The server does not support SSL"),
    NO_ROOT_CERTIFICATE(
            ConnectionFault.UNUSABLE,
            "put the certificate of the server's authority into this file, or name another file with sslrootcert=<path> in the"
                    + " URL",
            "Could not open SSL root certificate file"),
    WRONG_SSL_MODE(
            ConnectionFault.UNUSABLE,
            "write disable, allow, prefer, require, verify-ca or verify-full as sslmode in the URL",
            "Invalid sslmode value: "),
    WRONG_PARAMETER(
            ConnectionFault.UNUSABLE,
            "correct this parameter of the URL",
            "Invalid targetServerType",
            "Invalid gssEncMode",
            "Invalid channelBinding"),
    WRONG_CLASS(
            ConnectionFault.UNUSABLE,
            "correct the name of the class in the URL, or add the class to the application or to AUTO_MIGRATE_CLASSPATH",
            "could not be instantiated"),
    FULL(
            ConnectionFault.NOT_READY,
            "the server is up and has no free connection: close connections, or raise max_connections or the CONNECTION LIMIT"
                    + " of the role or the database; AUTO_MIGRATE_WAIT_TIMEOUT is how long to wait",
            "too many clients",
            "too many connections for",
            "remaining connection slots are reserved");

    private final KnownFault fault;
    private final String[] words;

    PostgresFault(ConnectionFault fault, String remedy, String... words) {
        this.fault = new KnownFault(fault, null, remedy);
        this.words = words;
    }

    /** Returns the fault that an exception with this message reports; null when the message is of another kind. */
    static KnownFault of(String message) {
        for (PostgresFault known : values()) {
            for (String words : known.words) {
                if (message.contains(words)) {
                    return known.fault;
                }
            }
        }
        return isRefusedByRule(message)
                ? new KnownFault(
                        ConnectionFault.ACCOUNT_REFUSED,
                        null,
                        "the connection is not encrypted, and no rule of the server allows that: remove sslmode=disable from the"
                                + " URL or set sslmode=require; otherwise add a rule for this host, user and database to pg_hba.conf")
                : null;
    }

    private static boolean isRefusedByRule(String message) {
        boolean isRule = message.contains("no pg_hba.conf entry") || message.contains("pg_hba.conf rejects connection");
        return isRule && (message.contains("no encryption") || message.contains("SSL off"));
    }
}
