package io.automigrate.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.h2.H2;
import io.automigrate.log.RecordedLog;
import io.automigrate.settings.Settings;
import io.automigrate.settings.SettingsBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        DatabaseInsight insight = new DatabaseInsight(source, H2.kind(), watched, settings.history());
        ScriptLines lines = new ScriptLines(List.of(), Map.of());
        return new MigrationWatch(activity, insight, lines, settings, false, recorded.log(), () -> now);
    }

    @Test
    void a_preparation_that_waits_for_an_answer_says_how_long() throws SQLException {
        activity.begins(null, "SELECT 1", null);
        pass(Duration.ofSeconds(31));

        assertThat(watch.look()).isNull();

        assertThat(recorded.lines())
                .singleElement()
                .asString()
                .contains("Still preparing the migration: 31 s of 600 s, SELECT 1");
    }

    @Test
    void a_preparation_of_many_short_statements_waits_for_nothing() throws SQLException {
        for (int i = 0; i < 31; i++) {
            pass(Duration.ofSeconds(1));
            activity.begins(null, "SELECT " + i, null);
            activity.ended(null, null);
        }

        assertThat(watch.look()).isNull();

        assertThat(recorded.lines()).singleElement().asString().endsWith("Still preparing the migration, SELECT 30");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
