package io.automigrate.kind;

import io.automigrate.failure.ExitCode;

/** The meaning of a failure to connect for the waiting start. */
public enum ConnectionFault {
    /** No server listens at that port yet. As {@link #NOT_READY}, and the next attempt costs neither side much. */
    NOT_LISTENING(ExitCode.DATABASE_UNREACHABLE),
    /** The database is not there yet, or does not accept logins yet. Worth waiting for until the deadline. */
    NOT_READY(ExitCode.DATABASE_UNREACHABLE),
    /** The server refuses this account. Worth a short wait: containers create users late. */
    ACCOUNT_REFUSED(ExitCode.ACCESS_REFUSED),
    /** The server does not have this database. Worth a short wait for the same reason. */
    NO_SUCH_DATABASE(ExitCode.CONFIGURATION),
    /** The server or the driver refuses for another reason: encryption, a parameter, an unknown error. Worth a short wait. */
    REJECTED(ExitCode.CONFIGURATION),
    /** No attempt will succeed: the driver can't read the URL, lacks a class, or can't open the file. */
    UNUSABLE(ExitCode.CONFIGURATION);

    private final ExitCode exitCode;

    ConnectionFault(ExitCode exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the exit code of a start that ends with this fault. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
