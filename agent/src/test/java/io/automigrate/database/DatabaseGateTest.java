package io.automigrate.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.LogLevel;
import io.automigrate.log.RecordedLog;
import io.automigrate.settings.Settings;
import io.automigrate.text.Elapsed;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseGateTest {
    private static final String URL = "jdbc:postgresql://db:5432/shop";
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final SQLException REFUSED =
            new SQLException("Connection to db:5432 refused.", "08001", new ConnectException("Connection refused"));
    private static final SQLException TOO_MANY = new SQLException("FATAL: sorry, too many clients already", "53300");
    private static final SQLException STARTING = new SQLException("FATAL: the database system is starting up", "57P03");
    private static final SQLException WRONG_PASSWORD =
            new SQLException("FATAL: password authentication failed for user \"shop\"", "28P01");
    private static final SQLException NO_DATABASE =
            new SQLException("FATAL: database \"shop\" does not exist", "3D000");

    private final FakeTime time = new FakeTime();
    private final RecordedLog log = new RecordedLog();
    private final ScriptedAttempts attempts = new ScriptedAttempts(time);

    @Test
    void a_database_that_is_there_costs_one_attempt_and_no_line() throws Exception {
        attempts.then(connects(Duration.ofMillis(30)));

        ReadyDatabase ready = gate(MINUTE).await();

        assertThat(ReadyDatabase.product(ready.connection())).isEqualTo("PostgreSQL 15.18");
        assertThat(ready.attempts()).isEqualTo(1);
        assertThat(ready.waited()).isZero();
        assertThat(StubConnection.behind(ready.connection()).isClosed()).isFalse();
        assertThat(log.lines()).isEmpty();
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void the_log_tells_why_it_waits_and_when_it_is_over() throws Exception {
        attempts.until(Duration.ofSeconds(4), fails(REFUSED)).then(connects(Duration.ofMillis(20)));

        ReadyDatabase ready = gate(MINUTE).await();

        assertThat(log.lines())
                .containsExactly(
                        "INFO  Waiting for database: connection refused (db:5432), 0 s of 60 s",
                        "INFO  Database is ready: PostgreSQL 15.18 after " + Elapsed.seconds(ready.waited()));
        assertThat(ready.waited()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }

    @Test
    void the_log_repeats_the_reason_every_five_seconds() {
        attempts.then(fails(REFUSED)).thenAlways(fails(REFUSED));

        failureOf(gate(Duration.ofSeconds(21)));

        assertThat(log.lines())
                .containsExactly(
                        "INFO  Waiting for database: connection refused (db:5432), 0 s of 21 s",
                        "INFO  Waiting for database: connection refused (db:5432), 5 s of 21 s",
                        "INFO  Waiting for database: connection refused (db:5432), 10 s of 21 s",
                        "INFO  Waiting for database: connection refused (db:5432), 15 s of 21 s",
                        "INFO  Waiting for database: connection refused (db:5432), 20 s of 21 s");
    }

    @Test
    void the_log_tells_a_new_reason_at_once() throws Exception {
        attempts.then(fails(new SQLException(null, "08001", new UnknownHostException("db"))))
                .then(fails(REFUSED))
                .then(fails(STARTING))
                .then(connects(Duration.ZERO));

        gate(MINUTE).await();

        assertThat(log.lines())
                .containsExactly(
                        "INFO  Waiting for database: unknown host \"db\", 0 s of 60 s",
                        "INFO  Waiting for database: connection refused (db:5432), 0 s of 60 s",
                        "INFO  Waiting for database: the database system is starting up, 0 s of 60 s",
                        "INFO  Database is ready: PostgreSQL 15.18 after 0.5 s");
    }

    @Test
    void the_log_tells_of_a_server_that_has_not_answered_yet() throws Exception {
        attempts.then(connects(Duration.ofSeconds(12)));

        gate(MINUTE, Duration.ofSeconds(30)).await();

        assertThat(log.lines())
                .containsExactly(
                        "INFO  Waiting for database: no answer yet (db:5432), 5 s of 60 s",
                        "INFO  Waiting for database: no answer yet (db:5432), 10 s of 60 s",
                        "INFO  Database is ready: PostgreSQL 15.18 after 12.0 s");
    }

    @Test
    void the_pauses_stay_short_while_the_port_is_closed() {
        attempts.thenAlways(fails(REFUSED));

        failureOf(gate(MINUTE));

        assertThat(time.sleeps().get(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(time.sleeps()).contains(Duration.ofMillis(200));
        assertThat(time.sleeps()).allMatch(pause -> pause.compareTo(Duration.ofMillis(200)) <= 0);
    }

    @Test
    void for_a_busy_server_pauses_grow_from_a_tenth_of_a_second_to_two_seconds() {
        attempts.thenAlways(fails(TOO_MANY));

        failureOf(gate(MINUTE));

        assertThat(time.sleeps().get(0)).isEqualTo(Duration.ofMillis(100));
        assertThat(time.sleeps().get(1)).isEqualTo(Duration.ofMillis(150));
        assertThat(time.sleeps()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(2)) <= 0);
        assertThat(time.sleeps()).contains(Duration.ofSeconds(2));
    }

    @Test
    void a_silent_server_is_left_when_the_time_of_one_attempt_is_up() {
        attempts.thenAlways(connects(Duration.ofDays(1)));

        Failure failure = failureOf(gate(Duration.ofSeconds(12)));

        assertThat(attempts.limits())
                .startsWith(Duration.ofSeconds(5), Duration.ofSeconds(5))
                .last()
                .matches(limit -> limit.compareTo(Duration.ofSeconds(2)) < 0);
        assertThat(attempts.abandoned()).isEqualTo(attempts.limits().size());
        assertThat(log.lines())
                .containsExactly(
                        "INFO  Waiting for database: no answer yet (db:5432), 5 s of 12 s",
                        "INFO  Waiting for database: no answer within 5 s (db:5432), 10 s of 12 s");
        assertThat(failure.headline()).startsWith("The database was not reachable within 12 s: no answer within ");
    }

    @Test
    void the_deadline_ends_the_wait_with_69() {
        attempts.thenAlways(fails(REFUSED));

        Failure failure = failureOf(gate(MINUTE));

        assertThat(time.elapsed()).isEqualTo(MINUTE);
        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_UNREACHABLE);
        assertThat(failure.headline())
                .isEqualTo("The database was not reachable within 60 s: connection refused (db:5432)");
        assertThat(failure.detail("database")).isEqualTo(URL + " (AUTO_MIGRATE_URL)");
        assertThat(failure.detail("driver")).isEqualTo("Connection to db:5432 refused.");
        assertThat(failure.detail("waited")).matches("\\d+ attempts in 60.0 s");
        assertThat(failure.detail("remedy")).contains("AUTO_MIGRATE_WAIT_TIMEOUT=\"60s\"");
    }

    @Test
    void an_attempt_that_the_deadline_cuts_short_does_not_hide_the_reason() {
        attempts.until(Duration.ofSeconds(3), fails(REFUSED)).thenAlways(connects(Duration.ofDays(1)));

        Failure failure = failureOf(gate(Duration.ofSeconds(5)));

        assertThat(failure.headline())
                .isEqualTo("The database was not reachable within 5 s: connection refused (db:5432)");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void no_time_to_wait_means_one_attempt() {
        attempts.then(fails(REFUSED));

        Failure failure = failureOf(gate(Duration.ZERO));

        assertThat(time.sleeps()).isEmpty();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.DATABASE_UNREACHABLE);
        assertThat(failure.headline()).isEqualTo("The database is not reachable: connection refused (db:5432)");
        assertThat(failure.detail("waited")).isEqualTo("one attempt");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void no_time_to_wait_still_gives_the_attempt_its_time() throws Exception {
        attempts.then(connects(Duration.ofSeconds(3)));

        assertThat(gate(Duration.ZERO).await().attempts()).isEqualTo(1);
        assertThat(attempts.limits()).containsExactly(Duration.ofSeconds(5));
    }

    @Test
    void a_refused_account_is_given_ten_seconds() {
        attempts.thenAlways(fails(WRONG_PASSWORD));

        Failure failure = failureOf(gate(MINUTE));

        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.ACCESS_REFUSED);
        assertThat(failure.headline())
                .isEqualTo("The database refused the account \"shop\":"
                        + " password authentication failed for user \"shop\"");
        assertThat(failure.detail("remedy"))
                .contains(
                        "check user and password in AUTO_MIGRATE_URL, and that the account may connect to this database");
        assertThat(log.lines().get(0))
                .isEqualTo("INFO  Waiting for database: password authentication failed for user \"shop\", 0 s of 10 s");
    }

    @Test
    void a_user_who_is_created_late_is_let_in() throws Exception {
        attempts.until(Duration.ofSeconds(8), fails(WRONG_PASSWORD)).then(connects(Duration.ZERO));

        assertThat(gate(MINUTE).await().waited()).isGreaterThan(Duration.ofSeconds(8));
    }

    @Test
    void a_missing_database_is_given_ten_seconds() {
        attempts.thenAlways(fails(NO_DATABASE));

        Failure failure = failureOf(gate(MINUTE));

        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline())
                .isEqualTo("The server does not have the database: database \"shop\" does not exist");
        assertThat(failure.detail("remedy")).contains("create the database", "AUTO_MIGRATE_URL");
    }

    @Test
    void the_grace_starts_with_the_first_refusal_and_goes_on_when_the_refusal_changes() {
        attempts.until(Duration.ofSeconds(20), fails(REFUSED))
                .until(Duration.ofSeconds(26), fails(WRONG_PASSWORD))
                .thenAlways(fails(NO_DATABASE));

        assertThat(failureOf(gate(MINUTE)).exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    }

    @Test
    void a_database_that_restarts_during_the_grace_starts_it_anew() {
        attempts.until(Duration.ofSeconds(8), fails(WRONG_PASSWORD))
                .until(Duration.ofSeconds(12), fails(STARTING))
                .thenAlways(fails(WRONG_PASSWORD));

        failureOf(gate(MINUTE));

        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(22), Duration.ofSeconds(25));
    }

    @Test
    void a_deadline_within_the_grace_keeps_the_exit_code_of_the_refusal() {
        attempts.thenAlways(fails(WRONG_PASSWORD));

        Failure failure = failureOf(gate(Duration.ofSeconds(3)));

        assertThat(failure.exitCode()).isEqualTo(ExitCode.ACCESS_REFUSED);
        assertThat(failure.detail("waited")).isEqualTo(attempts.limits().size() + " attempts in 3.0 s");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
        assertThat(log.lines().get(0)).endsWith("0 s of 3 s");
    }

    @Test
    void a_fault_without_hope_ends_the_wait_at_once() {
        attempts.then(fails(new SQLException(new NoClassDefFoundError("javax/naming/Reference"))));

        Failure failure = failureOf(gate(MINUTE));

        assertThat(time.sleeps()).isEmpty();
        assertThat(failure.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(failure.headline()).contains("javax.naming.Reference", "java.naming");
        assertThat(failure.detail("remedy")).contains("jlink --add-modules java.naming");
    }

    @Test
    void a_connection_that_breaks_at_once_after_a_wait_is_closed_and_tried_again() throws Exception {
        Connection broken = StubConnection.open();
        StubConnection.behind(broken).breakDown();
        attempts.then(fails(REFUSED)).then((begun, limit) -> broken).then(connects(Duration.ZERO));

        assertThat(gate(MINUTE).await().attempts()).isEqualTo(3);
        assertThat(StubConnection.behind(broken).isClosed()).isTrue();
    }

    @Test
    void an_interrupt_ends_the_wait_and_the_attempt() {
        attempts.then((begun, limit) -> {
            throw new InterruptedException();
        });

        assertThat(catchThrowableOfType(
                        InterruptedException.class, () -> gate(MINUTE).await()))
                .isNotNull();
        assertThat(attempts.abandoned()).isEqualTo(1);
    }

    @Test
    void a_discovered_account_is_corrected_where_it_comes_from() {
        attempts.thenAlways(fails(WRONG_PASSWORD));
        DatabaseGate gate = new DatabaseGate(
                attempts,
                Duration.ofSeconds(5),
                Accounts.discovered(URL),
                Accounts.waiting(MINUTE, Duration.ofSeconds(5)),
                log.log(),
                time);

        assertThat(failureOf(gate).detail("remedy")).contains("SPRING_DATASOURCE_URL", "AUTO_MIGRATE_USER");
    }

    @Test
    void debug_tells_every_attempt() throws Exception {
        RecordedLog debug = new RecordedLog(LogLevel.DEBUG);
        attempts.then(fails(REFUSED)).then(connects(Duration.ZERO));

        new DatabaseGate(
                        attempts,
                        Duration.ofSeconds(5),
                        Accounts.shop(URL),
                        Accounts.waiting(MINUTE, Duration.ofSeconds(5)),
                        debug.log(),
                        time)
                .await();

        assertThat(debug.lines())
                .contains("DEBUG Attempt 1 failed: java.sql.SQLException: Connection to db:5432 refused.");
    }

    private ScriptedAttempts.Step connects(Duration after) {
        return attempts.connects(after);
    }

    private static ScriptedAttempts.Step fails(SQLException failure) {
        return (begun, limit) -> {
            throw failure;
        };
    }

    private DatabaseGate gate(Duration timeout) {
        return gate(timeout, Duration.ofSeconds(5));
    }

    private DatabaseGate gate(Duration timeout, Duration connectTimeout) {
        Settings.Waiting waiting = Accounts.waiting(timeout, connectTimeout);
        return new DatabaseGate(attempts, connectTimeout, Accounts.shop(URL), waiting, log.log(), time);
    }

    private static Failure failureOf(DatabaseGate gate) {
        return catchThrowableOfType(StartupException.class, gate::await).failure();
    }
}
