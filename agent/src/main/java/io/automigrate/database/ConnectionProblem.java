package io.automigrate.database;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.text.Elapsed;
import io.automigrate.url.JdbcUrl;
import java.time.Duration;
import java.util.Objects;

/**
 * Why an attempt to connect failed, and what follows from it.
 *
 * @param fault what follows
 * @param reason what went wrong in a few words, for a log line: {@code connection refused (db:5432)}
 * @param remedy what the operator can do about this very problem; empty when the fault says it all
 */
public record ConnectionProblem(ConnectionFault fault, String reason, String remedy) {

    public ConnectionProblem {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns what a failure to connect, or the loss of a connection, means.
     *
     * @param failure what the driver threw; its causes and next exceptions are looked at, too
     * @param url the URL of the connection; each kind of database has error codes of its own
     */
    public static ConnectionProblem of(Throwable failure, JdbcUrl url) {
        return new Diagnosis(failure, url).problem();
    }

    /** Returns the problem that the server did not answer within the limit of one attempt. */
    static ConnectionProblem noAnswer(Duration limit, JdbcUrl url) {
        return new ConnectionProblem(
                ConnectionFault.NOT_READY, "no answer within " + Elapsed.limit(limit) + Reason.at(url), "");
    }
}
