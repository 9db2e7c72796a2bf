package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.engine.jdbc.DelegatingDataSource;
import io.automigrate.kind.h2.H2;
import io.automigrate.log.RecordedLog;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class MigrationWatchTest {
    private long now;
    private final RecordedLog recorded = new RecordedLog();
    private final Activity activity = new Activity(H2.kind(), () -> now);
    private final MigrationWatch watch = watch();

    private MigrationWatch watch() {
        DataSource source = new JdbcDataSource();
        Settings settings = new SettingsBuilder().build();
        WatchedConnections watched = new WatchedConnections(source, activity, Optional.empty());
        DatabaseInsight insight = new DatabaseInsight(source, H2.kind(), watched, settings);
        ScriptLines lines = new ScriptLines(List.of(), Map.of());
        return new MigrationWatch(activity, insight, lines, settings, false, recorded.log(), () -> now);
    }

    @Test
    void a_preparation_that_waits_for_an_answer_says_how_long() throws SQLException {
        activity.begins(null, "SELECT 1", null, false);
        pass(Duration.ofSeconds(31));

        assertThat(watch.look()).isNull();

        assertThat(recorded.lines())
                .singleElement()
                .asString()
                .contains("Still preparing the migration: 31 s of 600 s, SELECT 1");
    }

    /** The shutdown hook reports the end while the migrating thread still cleans up. */
    @Test
    void a_process_that_is_told_to_end_has_no_progress_to_log() throws SQLException {
        activity.begins(null, "SELECT 1", null, false);
        activity.stop();
        pass(Duration.ofSeconds(601));

        assertThat(watch.look()).isNull();

        assertThat(recorded.lines()).isEmpty();
    }

    @Test
    void a_preparation_of_many_short_statements_waits_for_nothing() throws SQLException {
        for (int i = 0; i < 31; i++) {
            pass(Duration.ofSeconds(1));
            activity.begins(null, "SELECT " + i, null, false);
            activity.ended(null, null);
        }

        assertThat(watch.look()).isNull();

        assertThat(recorded.lines()).singleElement().asString().endsWith("Still preparing the migration, SELECT 30");
    }

    @Test
    void a_call_between_two_statements_that_gets_no_answer_ends_the_start() {
        activity.callBegins();
        pass(Duration.ofSeconds(601));

        assertThat(watch.look().failure().headline())
                .startsWith("The database has not answered for 600 s: a call between two statements");
    }

    @Test
    void a_long_time_without_any_call_is_work_of_flyway() {
        activity.callBegins();
        activity.callEnds();
        pass(Duration.ofSeconds(601));

        assertThat(watch.look()).isNull();
    }

    /** Some drivers wait without a limit where the network has lost an answer. */
    @Test
    void a_second_connection_that_gets_no_answer_does_not_hold_the_watch() {
        Settings settings = new SettingsBuilder()
                .waiting(new Settings.Waiting(Duration.ofSeconds(5), Duration.ofMillis(10)))
                .build();
        CountDownLatch never = new CountDownLatch(1);
        DataSource silent = new DelegatingDataSource(new JdbcDataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new SQLException("the test has ended");
            }
        };
        DatabaseInsight insight = new DatabaseInsight(
                silent, H2.kind(), new WatchedConnections(silent, activity, Optional.empty()), settings);

        assertThat(insight.lockHolder("SELECT 1")).isEmpty();

        never.countDown();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
