package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.kind.h2.H2;
import io.automigrate.kind.postgresql.PostgreSql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ActivityTest {
    private static final String TRY = "SELECT pg_try_advisory_lock(77433833903597)";

    private long now;
    private final Activity postgres = new Activity(PostgreSql.kind(), () -> now);

    @Test
    void a_lock_that_is_tried_again_and_again_is_one_wait() throws SQLException {
        execute(postgres, TRY);
        pass(3);
        execute(postgres, TRY);
        pass(4);
        assertThat(postgres.lockWait()).isEqualTo(Duration.ofSeconds(7));
        execute(postgres, "SELECT 1");
        assertThat(postgres.lockWait()).isZero();
    }

    @Test
    void a_database_that_waits_by_itself_waits_as_long_as_the_statement_runs() throws SQLException {
        Activity h2 = new Activity(H2.kind(), () -> now);
        h2.begins(null, "select * from \"PUBLIC\".\"flyway_schema_history\" for update", null, false);
        pass(2);
        assertThat(h2.lockWait()).isEqualTo(Duration.ofSeconds(2));
        h2.ended(null, null);
        assertThat(h2.lockWait()).isZero();
    }

    @Test
    void a_script_may_use_the_words_of_a_lock() throws SQLException {
        postgres.scriptBegins("V1__a.sql");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            postgres.begins(null, TRY, connection, false);
            postgres.ended(null, connection);
        }
        pass(1);
        assertThat(postgres.lockWait()).isZero();
    }

    @Test
    void statements_of_a_script_are_counted() {
        postgres.scriptBegins("V1__a.sql");
        postgres.statementBegins("one");
        postgres.statementBegins("two");
        pass(5);
        assertThat(postgres.step()).contains(new Activity.Step("V1__a.sql", 2, "two", Duration.ofSeconds(5)));
        postgres.scriptEnds();
        assertThat(postgres.step()).isEqualTo(Optional.empty());
    }

    @Test
    void after_a_stop_the_next_statement_is_refused_and_those_that_clean_up_are_not() throws SQLException {
        assertThat(postgres.stop()).isFalse();
        assertThatThrownBy(() -> postgres.begins(null, "INSERT", null, false))
                .isInstanceOf(SQLException.class)
                .hasMessage("the migration was stopped");
        execute(postgres, "SELECT pg_advisory_unlock(1)");
    }

    @Test
    void a_stop_cancels_the_statement_that_runs() throws Exception {
        Activity h2 = new Activity(H2.kind(), System::nanoTime);
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            h2.begins(statement, "endless", null, false);
            AtomicBoolean isOver = new AtomicBoolean();
            CompletableFuture<Void> stopper = CompletableFuture.runAsync(() -> {
                h2.stop();
                while (!isOver.get()) {
                    sleep(20);
                    h2.stopAgain();
                }
            });
            assertThatThrownBy(() -> statement.execute("SELECT SUM(X) FROM SYSTEM_RANGE(1, 1000000000000)"))
                    .hasMessageContaining("canceled");
            h2.ended(new SQLException("no"), null);
            isOver.set(true);
            stopper.join();
            h2.begins(statement, "what cleans up", null, false);
        }
    }

    @Test
    void a_thread_that_sleeps_between_two_attempts_at_the_lock_has_to_be_interrupted() throws SQLException {
        execute(postgres, TRY);
        assertThat(postgres.stop()).isTrue();
    }

    @Test
    void a_lock_that_the_database_gave_up_on_is_one_wait_until_it_is_granted() throws SQLException {
        String lock = "select * from \"PUBLIC\".\"flyway_schema_history\" for update";
        Activity h2 = new Activity(H2.kind(), () -> now);
        h2.begins(null, lock, null, false);
        pass(2);
        h2.ended(new SQLException("no"), null);
        assertThat(h2.isLocking()).isTrue();
        execute(h2, "SELECT 1");
        pass(1);
        h2.begins(null, lock, null, false);
        assertThat(h2.lockWait()).isEqualTo(Duration.ofSeconds(3));
        h2.ended(null, null);
        assertThat(h2.isLocking()).isFalse();
    }

    @Test
    void after_a_stop_the_lock_is_refused_again_and_again() throws SQLException {
        String lock = "select * from \"PUBLIC\".\"flyway_schema_history\" for update";
        Activity h2 = new Activity(H2.kind(), () -> now);
        h2.begins(null, lock, null, false);
        h2.stop();
        h2.ended(new SQLException("no"), null);
        execute(h2, "ROLLBACK");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> h2.begins(null, lock, null, false)).hasMessage("the migration was stopped");
        }
        execute(h2, "SELECT 1");
    }

    @Test
    void a_backup_is_no_wait_for_the_lock_that_flyway_holds() throws SQLException {
        execute(postgres, TRY);
        postgres.backupBegins(true);
        pass(4);
        assertThat(postgres.lockWait()).isZero();
        assertThat(postgres.backup()).contains(Duration.ofSeconds(4));
        assertThat(postgres.stop()).as("an interrupt is needed").isTrue();
        postgres.backupEnds();
        assertThat(postgres.backup()).isEmpty();
    }

    @Test
    void a_backup_by_a_statement_is_canceled_and_not_interrupted() {
        postgres.backupBegins(false);
        assertThat(postgres.stop()).isFalse();
    }

    @Test
    void a_pause_ends_with_an_interrupt() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> postgres.pause(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
        assertThat(postgres.isPausing()).isFalse();
    }

    private static void execute(Activity activity, String sql) throws SQLException {
        activity.begins(null, sql, null, false);
        activity.ended(null, null);
    }

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
