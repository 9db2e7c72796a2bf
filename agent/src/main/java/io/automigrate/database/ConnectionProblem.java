package io.automigrate.database;

import io.automigrate.kind.ConnectionFault;
import io.automigrate.text.Elapsed;
import io.automigrate.url.JdbcUrl;
import java.time.Duration;
import java.util.Objects;

/**
 * The reason why an attempt to connect failed, and its consequence.
 *
 * @param fault the consequence
 * @param reason the reason in a few words, for a log line: {@code connection refused (db:5432)}
 * @param remedy the remedy for this problem; empty when the remedy for the fault is enough
 */
public record ConnectionProblem(ConnectionFault fault, String reason, String remedy) {
    private static final String SILENCE = "no answer within ";

    public ConnectionProblem {
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(remedy, "remedy");
    }

    /**
     * Returns the problem behind a failure to connect, or behind the loss of a connection.
     *
     * @param failure the exception of the driver, with its causes and next exceptions
     * @param url the URL of the connection; each kind of database has error codes of its own
     */
    public static ConnectionProblem of(Throwable failure, JdbcUrl url) {
        return new Diagnosis(failure, url).problem();
    }

    /** Returns the problem that the server did not answer within the limit of one attempt. */
    static ConnectionProblem noAnswer(Duration limit, JdbcUrl url) {
        return new ConnectionProblem(ConnectionFault.NOT_READY, SILENCE + Elapsed.limit(limit) + Reason.at(url), "");
    }

    /** Returns whether the server did not answer at all. */
    boolean isSilence() {
        return reason.startsWith(SILENCE);
    }
}
