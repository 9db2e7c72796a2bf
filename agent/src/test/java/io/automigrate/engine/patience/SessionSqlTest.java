package io.automigrate.engine.patience;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.settings.EngineKind;
import io.automigrate.settings.LockStrategy;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSqlTest {
    @ParameterizedTest
    @CsvSource({
        "postgresql, 1500, 'SET lock_timeout = 1500'",
        "postgresql, 0, ''",
        "mariadb, 1500, 'SET SESSION lock_wait_timeout = 2, innodb_lock_wait_timeout = 2'",
        "mysql, 0, ''",
        "h2, 0, ''",
        "sqlite, 0, 'PRAGMA busy_timeout = 601000'",
        "oracle, 1500, ''",
    })
    void each_database_is_told_in_its_own_words_how_long_to_wait(String vendor, long statementMillis, String sql) {
        Settings.Engine engine = new Settings.Engine(
                Mode.MIGRATE,
                EngineKind.AUTO,
                LockStrategy.AUTO,
                Duration.ofMinutes(10),
                Optional.of(Duration.ofMillis(statementMillis)).filter(duration -> !duration.isZero()),
                Duration.ofSeconds(10),
                Map.of());
        assertThat(SessionSql.of(vendor, engine)).isEqualTo(sql);
    }
}
