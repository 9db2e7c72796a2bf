package io.automigrate.database;

import io.automigrate.failure.ExitCode;
import io.automigrate.text.Elapsed;
import io.automigrate.url.JdbcUrl;
import java.time.Duration;
import java.util.Objects;

/**
 * Why an attempt to connect failed, and what follows from it.
 *
 * @param kind what follows
 * @param reason what went wrong in a few words, for a log line: {@code connection refused (db:5432)}
 * @param remedy what the operator can do about this very problem; empty when the kind says it all
 */
public record ConnectionProblem(Kind kind, String reason, String remedy) {

    /** What a problem means for those who wait. */
    public enum Kind {
        /** Nobody listens at that port yet: as {@link #NOT_READY}, and asking again is cheap for both sides. */
        NOT_LISTENING,
        /** The database is not there yet, or not yet willing. Worth waiting for until the deadline. */
        NOT_READY,
        /** The server does not let this account in. Worth a grace: containers create users late. */
        ACCOUNT_REFUSED,
        /** The server does not have this database. Worth a grace for the same reason. */
        NO_SUCH_DATABASE,
        /** The server or the driver objects in another way: encryption, a parameter, something unknown. Worth a grace. */
        REJECTED,
        /** It will never work: the driver can't read the URL, lacks a class, or can't open the file. */
        UNUSABLE
    }

    public ConnectionProblem {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns what a failure to connect, or the loss of a connection, means.
     *
     * @param failure what the driver threw; its causes and next exceptions are looked at, too
     * @param url where it was to connect: error codes are the vendor's
     */
    public static ConnectionProblem of(Throwable failure, JdbcUrl url) {
        return new Diagnosis(failure, url).problem();
    }

    /** Returns what a start ends with that gives up because of this problem. */
    public ExitCode exitCode() {
        if (kind == Kind.NOT_LISTENING || kind == Kind.NOT_READY) {
            return ExitCode.DATABASE_UNREACHABLE;
        }
        return kind == Kind.ACCOUNT_REFUSED ? ExitCode.ACCESS_REFUSED : ExitCode.CONFIGURATION;
    }

    /** Returns the problem that the server did not answer within the limit of one attempt. */
    static ConnectionProblem noAnswer(Duration limit, JdbcUrl url) {
        return new ConnectionProblem(Kind.NOT_READY, "no answer within " + Elapsed.limit(limit) + Reason.at(url), "");
    }
}
