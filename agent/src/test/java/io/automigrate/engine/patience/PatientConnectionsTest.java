package io.automigrate.engine.patience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.automigrate.engine.failure.UntouchedScriptException;
import io.automigrate.engine.watch.Activity;
import io.automigrate.engine.watch.MigrationStory;
import io.automigrate.engine.watch.ScriptLines;
import io.automigrate.engine.watch.WatchedConnections;
import io.automigrate.kind.h2.H2;
import io.automigrate.log.LogSettings;
import io.automigrate.log.MigrationLog;
import io.automigrate.secret.SecretMask;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On H2, which says as well that a table could not be had. */
@Timeout(60)
class PatientConnectionsTest {
    private static final String ALTER = "ALTER TABLE person ADD note INT";

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=20";
    private final Activity activity = new Activity(H2.kind(), System::nanoTime);
    private Connection blocker;
    private Runnable whenTold = () -> {};
    private int told;

    @BeforeEach
    void lock_a_table() throws SQLException {
        blocker = DriverManager.getConnection(url);
        try (Statement statement = blocker.createStatement()) {
            statement.execute("CREATE TABLE person (id INT)");
            statement.execute("INSERT INTO person VALUES (1)");
            blocker.setAutoCommit(false);
            statement.execute("UPDATE person SET id = 2");
        }
    }

    @AfterEach
    void close() throws SQLException {
        blocker.close();
    }

    /** Each line of the log is something that happened, on the thread that waits. */
    private DataSource patient(Duration limit) {
        Settings.Engine engine = new SettingsBuilder()
                .lockTimeout(limit)
                .statementLockTimeout(Duration.ofMillis(20))
                .engine();
        OutputStream lines = new OutputStream() {
            @Override
            public void write(int b) {
                if (b == '\n') {
                    told++;
                    whenTold.run();
                }
            }
        };
        MigrationLog log = new MigrationLog(
                new PrintStream(lines, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                LogSettings.DEFAULT,
                SecretMask.URLS_ONLY);
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        return new PatientConnections(
                new WatchedConnections(database, activity, Optional.empty()),
                activity,
                new MigrationStory(log, System::nanoTime, activity),
                new ScriptLines(List.of(), Map.of()),
                () -> new StatementLockRetries(StatementLimit.of(engine, H2.kind()), limit, activity, log));
    }

    private void unlock() {
        try {
            blocker.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_statement_that_gave_up_on_its_table_is_executed_again() throws SQLException {
        whenTold = this::unlock;

        execute(patient(Duration.ofMinutes(1)), ALTER);

        assertThat(told).isEqualTo(1);
        try (Connection connection = patient(Duration.ofMinutes(1)).getConnection();
                ResultSet columns = connection.getMetaData().getColumns(null, null, "PERSON", "NOTE")) {
            assertThat(columns.next()).isTrue();
        }
    }

    @Test
    void a_statement_fails_when_the_time_for_retries_is_up() {
        assertThatThrownBy(() -> execute(patient(Duration.ofMillis(900)), ALTER))
                .hasMessageContaining("lock");
        assertThat(told).isZero();
    }

    @Test
    void a_statement_that_changes_rows_is_executed_once() {
        DataSource source = patient(Duration.ofMinutes(1));
        assertThatThrownBy(() -> execute(source, "UPDATE person SET id = 3")).hasMessageContaining("lock");
        assertThat(told).isZero();
    }

    /** Flyway is to begin with it once more; a later statement has committed what was before it. */
    @Test
    void the_first_statement_of_a_script_leaves_the_script_as_it_was() throws SQLException {
        DataSource source = patient(Duration.ofMinutes(1));
        activity.scriptBegins("V1__a.sql");
        activity.statementBegins(ALTER);

        assertThatThrownBy(() -> execute(source, ALTER))
                .isInstanceOf(UntouchedScriptException.class)
                .hasMessageContaining("lock");

        assertThat(told).isZero();
        assertThat(activity.step()).as("the script that is being applied").isEmpty();

        whenTold = this::unlock;
        activity.scriptBegins("V1__a.sql");
        activity.statementBegins("SELECT 1");
        activity.statementBegins(ALTER);
        execute(source, ALTER);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void another_failure_is_final() {
        DataSource source = patient(Duration.ofMinutes(1));
        assertThatThrownBy(() -> execute(source, "ALTER TABLE nobody ADD note INT"))
                .hasMessageContaining("NOBODY");
        assertThat(told).isZero();
    }

    @Test
    void an_interrupt_ends_the_pause() {
        whenTold = Thread.currentThread()::interrupt;
        assertThatThrownBy(() -> execute(patient(Duration.ofMinutes(1)), ALTER)).hasMessageContaining("stopped");
        assertThat(activity.isPausing()).isFalse();
    }
}
