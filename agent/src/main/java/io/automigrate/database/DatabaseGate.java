package io.automigrate.database;

import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Waits until the database lets us in, or until it is clear that it will not. A database that becomes ready is noticed two seconds
 * later at most. Only a host name that appears takes longer: the JVM remembers for ten seconds that it was unknown
 * ({@code networkaddress.cache.negative.ttl}), and reads that limit once in its life, so that we can't change it for ourselves alone.
 */
public final class DatabaseGate {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** While nobody listens: {@code main} is to begin a quarter of a second after the port opens. */
    private static final Duration LONGEST_PAUSE_BEFORE_PORT = Duration.ofMillis(200);

    /** Where attempts come from. */
    interface Attempts {
        PendingConnection start();
    }

    private final Attempts attempts;
    private final Duration attemptLimit;
    private final Settings.Account account;
    private final Settings.Waiting waiting;
    private final MigrationLog log;
    private final GateTime time;

    /**
     * Makes a gate; nothing is opened yet.
     *
     * @param source where connections come from; the limit of one attempt is the source's
     * @param waiting the deadline; zero means exactly one attempt
     * @param log where the waiting is told
     */
    public DatabaseGate(ConnectionSource source, Settings.Waiting waiting, MigrationLog log) {
        this(
                new Attempts() {
                    @Override
                    public PendingConnection start() {
                        return source.start();
                    }
                },
                source.attemptLimit(),
                source.account(),
                waiting,
                log,
                new GateTime.OfJvm());
    }

    DatabaseGate(
            Attempts attempts,
            Duration attemptLimit,
            Settings.Account account,
            Settings.Waiting waiting,
            MigrationLog log,
            GateTime time) {
        this.attempts = Objects.requireNonNull(attempts, "attempts");
        this.attemptLimit = Objects.requireNonNull(attemptLimit, "attemptLimit");
        this.account = Objects.requireNonNull(account, "account");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
        this.log = Objects.requireNonNull(log, "log");
        this.time = Objects.requireNonNull(time, "time");
    }

    /**
     * Connects, again and again until the deadline while the database is not ready. Blocks; a database that is there at once costs
     * one attempt and no line in the log.
     *
     * @return the database, with an open connection
     * @throws StartupException {@code DATABASE_UNREACHABLE} at the deadline; {@code ACCESS_REFUSED} or {@code CONFIGURATION} when the
     *     account, the database's name or the way to connect was refused for ten seconds on end; {@code CONFIGURATION} at once when
     *     it can never work
     * @throws InterruptedException when this thread is interrupted; nothing stays open
     */
    public ReadyDatabase await() throws StartupException, InterruptedException {
        WaitingStory story = new WaitingStory(account, waiting.timeout(), log, time);
        Duration pause = FIRST_PAUSE;
        while (true) {
            Duration limit = story.cut(attemptLimit);
            try {
                ReadyDatabase ready = connect(limit, story);
                if (ready != null) {
                    return ready;
                }
                story.noAnswer(limit);
            } catch (SQLException e) {
                story.failed(ConnectionProblem.of(e, account.url()), e);
            }
            if (story.isPortClosed()) {
                pause = shorter(pause, LONGEST_PAUSE_BEFORE_PORT);
            }
            sleep(story.cutToGrace(pause), story);
            story.checkDeadline();
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
        }
    }

    /** Returns null when the time is up. */
    private ReadyDatabase connect(Duration limit, WaitingStory story) throws SQLException, InterruptedException {
        long end = time.nanos() + limit.toNanos();
        PendingConnection attempt = attempts.start();
        try {
            for (long left = limit.toNanos(); left > 0; left = end - time.nanos()) {
                Connection connection = attempt.await(story.untilNextLine(Duration.ofNanos(left)));
                if (connection != null) {
                    return story.ready(connection);
                }
                story.stillWaiting();
            }
            return null;
        } finally {
            // Does nothing to an attempt that has ended with a connection that was taken.
            attempt.abandon();
        }
    }

    /** Sleeps, and lets the story be told in time. */
    private void sleep(Duration pause, WaitingStory story) throws InterruptedException {
        long end = time.nanos() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0; left = end - time.nanos()) {
            time.sleep(story.untilNextLine(Duration.ofNanos(left)));
            story.stillWaiting();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
