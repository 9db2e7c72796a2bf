package io.automigrate.engine.patience;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.kind.h2.H2;
import io.automigrate.kind.postgresql.PostgreSql;
import io.automigrate.settings.EngineKind;
import io.automigrate.settings.LockStrategy;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementLimitTest {
    private static StatementLimit limit(Duration set, boolean isPostgres) {
        return StatementLimit.of(
                new Settings.Engine(
                        Mode.MIGRATE,
                        EngineKind.AUTO,
                        LockStrategy.AUTO,
                        Duration.ofMinutes(10),
                        Optional.ofNullable(set),
                        Duration.ofSeconds(10),
                        Map.of(),
                        false,
                        false),
                isPostgres ? PostgreSql.kind() : H2.kind());
    }

    @Test
    void without_a_setting_postgresql_waits_five_seconds_and_others_as_long_as_they_like() {
        assertThat(limit(null, true).duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(limit(null, true).isExplicit()).isFalse();
        assertThat(limit(null, false).isNone()).isTrue();
    }

    @Test
    void zero_is_no_limit() {
        assertThat(limit(Duration.ZERO, true).isNone()).isTrue();
        assertThat(limit(Duration.ZERO, true).isExplicit()).isTrue();
    }

    @Test
    void the_limit_doubles_after_an_attempt_that_lost_more_than_a_minute_up_to_the_time_that_was_lost() {
        StatementLimit limit = limit(Duration.ofSeconds(50), true);
        limit.lost(Duration.ofSeconds(60));
        assertThat(limit.duration()).isEqualTo(Duration.ofSeconds(50));
        limit.lost(Duration.ofSeconds(90));
        assertThat(limit.duration()).isEqualTo(Duration.ofSeconds(90));
        limit.lost(Duration.ofSeconds(80));
        assertThat(limit.duration()).isEqualTo(Duration.ofSeconds(90));
        limit.lost(Duration.ofHours(1));
        assertThat(limit.duration()).isEqualTo(Duration.ofSeconds(180));
    }
}
