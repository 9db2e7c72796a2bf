package io.automigrate.database;

import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Waits until the database accepts a login, or until a login is certain to fail. The gate notices a ready database within two seconds.
 * Only a host name that appears takes longer: the JVM remembers for ten seconds that the name was unknown ({@code
 * networkaddress.cache.negative.ttl}), and reads this limit only once, so the agent can't change the limit for itself.
 */
public final class DatabaseGate {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** The pause while no server listens on the port: {@code main} should begin a quarter of a second after the port opens. */
    private static final Duration LONGEST_PAUSE_BEFORE_PORT = Duration.ofMillis(200);

    /** The source of attempts. */
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
     * Makes a gate without opening a connection.
     *
     * @param source the source of connections, which limits each attempt
     * @param waiting the deadline; zero for exactly one attempt
     * @param log the log for the progress of the wait
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
     * Connects, again and again until the deadline while the database is not ready. The method blocks. A database that is ready at once
     * costs one attempt and no line in the log.
     *
     * @return the database, with an open connection
     * @throws StartupException {@code DATABASE_UNREACHABLE} at the deadline; {@code ACCESS_REFUSED} or {@code CONFIGURATION} when the
     *     account, the database's name or the way to connect was refused for ten seconds on end; {@code CONFIGURATION} at once when no
     *     later attempt can succeed
     * @throws InterruptedException when this thread is interrupted; no connection stays open
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
            // An attempt whose connection has a new owner is left alone.
            attempt.abandon();
        }
    }

    /** Sleeps, and lets the story log its lines in time. */
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
