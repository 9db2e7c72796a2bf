package io.automigrate.settings.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.OnFailure;
import io.automigrate.log.LogFormat;
import io.automigrate.log.LogLevel;
import io.automigrate.log.LogSettings;
import io.automigrate.settings.EngineKind;
import io.automigrate.settings.Location;
import io.automigrate.settings.LockStrategy;
import io.automigrate.settings.Mode;
import io.automigrate.settings.Settings;
import io.automigrate.settings.given.SettingSources;
import io.automigrate.url.JdbcUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsResolverTest {

    @Test
    void a_url_is_enough() {
        Resolution.Resolved resolved = Start.withUrl().resolved();
        Settings settings = resolved.settings();

        assertThat(settings.account().url()).isEqualTo(new JdbcUrl("jdbc:h2:mem:shop"));
        assertThat(settings.account().source()).isEqualTo("AUTO_MIGRATE_URL");
        assertThat(settings.scripts().locations())
                .containsExactly(new Location(Location.Kind.CLASSPATH, "db/migration"));
        assertThat(settings.scripts().locationsSource()).isEqualTo("default");
        assertThat(settings.scripts().placeholders()).isEmpty();
        assertThat(settings.history().schemas()).isEmpty();
        assertThat(settings.history().defaultSchema()).isEmpty();
        assertThat(settings.history().table()).isEqualTo("flyway_schema_history");
        assertThat(settings.waiting().timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.waiting().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.engine())
                .isEqualTo(new Settings.Engine(
                        Mode.MIGRATE,
                        EngineKind.AUTO,
                        LockStrategy.AUTO,
                        Duration.ofMinutes(10),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Map.of(),
                        false,
                        false));
        assertThat(settings.classPath()).isEmpty();
        assertThat(resolved.command()).isEmpty();
        assertThat(resolved.settings().onFailure()).isEqualTo(OnFailure.REFUSE_START);
        assertThat(settings.asked()).isTrue();
        assertThat(resolved.log()).isEqualTo(LogSettings.DEFAULT);
        assertThat(resolved.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "0", "no", "No", "off", " off "})
    void off_has_several_words(String word) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_FAIL_ON_ERROR", word)
                        .settings()
                        .onFailure())
                .isEqualTo(OnFailure.START_ANYWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1", "yes", "YES", "on", ""})
    void on_has_several_words(String word) {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_FAIL_ON_ERROR", word)
                        .settings()
                        .onFailure())
                .isEqualTo(OnFailure.REFUSE_START);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_FAIL_ON_ERROR, maybe, 'neither yes nor no, use true or false (1, 0, yes, no, on, off)'",
        "AUTO_MIGRATE, maybe, 'neither yes nor no, use true or false (1, 0, yes, no, on, off)'",
        "AUTO_MIGRATE_WAIT_TIMEOUT, 5 bananas, 'that is no duration, use 500ms, 30s, 10m, 2h, PT30S or a number of seconds'",
        "AUTO_MIGRATE_CONNECT_TIMEOUT, 0, 'that is too short, use at least 1ms'",
        "AUTO_MIGRATE_LOG_FORMAT, xml, 'no such format, use text or json'",
        "AUTO_MIGRATE_LOG_LEVEL, loud, 'no such level, use debug, info, warn or error'",
        "AUTO_MIGRATE_MODE, waiting, 'no such choice, use one of migrate, validate, wait'",
        "AUTO_MIGRATE_LOCK_STRATEGY, table, 'no such choice, use one of auto, session, transaction'",
        "AUTO_MIGRATE_PROGRESS_INTERVAL, 0, 'that is too short, use at least 100ms'",
        "AUTO_MIGRATE_LOCATIONS, s3:x, '\"s3:\" is not a known prefix, use classpath: or filesystem:'",
        "AUTO_MIGRATE_LOCATIONS, ' , ', 'nothing but commas, give values separated by commas or unset it'",
        "AUTO_MIGRATE_SCHEMAS, ',,', 'nothing but commas, give values separated by commas or unset it'",
    })
    void a_bad_value_is_a_problem_that_says_what_is_allowed(String variable, String value, String what) {
        assertThat(Start.withUrl().env(variable, value).problem())
                .isEqualTo(variable + "=\"" + value.trim() + "\": " + what);
    }

    @Test
    void how_the_engine_runs_is_ours_to_say() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_MODE", "Validate")
                        .env("AUTO_MIGRATE_LOCK_STRATEGY", "session")
                        .env("AUTO_MIGRATE_LOCK_TIMEOUT", "0")
                        .env("AUTO_MIGRATE_STATEMENT_LOCK_TIMEOUT", "500ms")
                        .env("AUTO_MIGRATE_PROGRESS_INTERVAL", "1m")
                        .settings()
                        .engine())
                .isEqualTo(new Settings.Engine(
                        Mode.VALIDATE,
                        EngineKind.AUTO,
                        LockStrategy.SESSION,
                        Duration.ZERO,
                        Optional.of(Duration.ofMillis(500)),
                        Duration.ofMinutes(1),
                        Map.of(),
                        false,
                        false));
    }

    @Test
    void all_problems_are_reported_together() {
        Resolution.Invalid invalid = Start.with("AUTO_MIGRATE_URL", "not a url")
                .env("AUTO_MIGRATE_PASSWORD_FILE", "/none")
                .env("AUTO_MIGRATE_WAIT_TIMEOUT", "5 bananas")
                .env("AUTO_MIGRATE_LOCATION", "x")
                .env("AUTO_MIGRATE_LOCATIONS", "classpath:{vendor},s3:x")
                .env("AUTO_MIGRATE_CLASSPATH", "/none")
                .property("auto.migrate.log.level", "loud")
                .arguments("connect_timeout=-1s")
                .env("AUTO_MIGRATE_PIZZA", "x")
                .invalid();

        assertThat(invalid.problems()).hasSize(8);
        assertThat(invalid.problems())
                .anyMatch(problem -> problem.startsWith("auto.migrate.log.level=\"loud\": "))
                .anyMatch(problem -> problem.startsWith("agent argument connect_timeout=\"-1s\": "));
        assertThat(invalid.warnings()).hasSize(1);
        assertThat(invalid.onFailure()).isEqualTo(OnFailure.REFUSE_START);
    }

    @Test
    void how_to_report_is_known_although_other_settings_are_wrong() {
        Resolution.Invalid invalid = Start.with("AUTO_MIGRATE_URL", "not a url")
                .env("AUTO_MIGRATE_LOG_FORMAT", "JSON")
                .env("AUTO_MIGRATE_LOG_LEVEL", "debug")
                .env("AUTO_MIGRATE_FAIL_ON_ERROR", "off")
                .invalid();

        assertThat(invalid.log()).isEqualTo(new LogSettings(LogFormat.JSON, LogLevel.DEBUG));
        assertThat(invalid.onFailure()).isEqualTo(OnFailure.START_ANYWAY);
    }

    @Test
    void an_unclear_wish_to_fail_fails() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_FAIL_ON_ERROR", "maybe")
                        .invalid()
                        .onFailure())
                .isEqualTo(OnFailure.REFUSE_START);
    }

    @Test
    void a_long_or_wild_value_is_shown_in_one_short_line() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_WAIT_TIMEOUT", "x\n" + "y".repeat(1000))
                        .problem())
                .contains("\"x?yyy")
                .contains("yyy…\": that is no duration")
                .hasSizeLessThan(400);
    }

    @Test
    void zero_to_wait_is_one_attempt() {
        assertThat(Start.withUrl()
                        .env("AUTO_MIGRATE_WAIT_TIMEOUT", "0")
                        .settings()
                        .waiting()
                        .timeout())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE, false",
        "AUTO_MIGRATE_ON_STARTUP, off",
        "auto.migrate, no",
        "auto.migrate.on.startup, 0",
    })
    void switched_off_is_silence(String name, String value) {
        Start start = Start.with("AUTO_MIGRATE_URL", "not a url").env("AUTO_MIGRATE_MODE", "x");
        Resolution resolution =
                (name.startsWith("auto") ? start.property(name, value) : start.env(name, value)).resolution();

        assertThat(resolution)
                .isEqualTo(new Resolution.NothingToDo(true, Optional.empty(), LogSettings.DEFAULT, List.of()));
        assertThat(Start.withUrl().arguments("on_startup=false").resolution())
                .isInstanceOf(Resolution.NothingToDo.class);
    }

    @Test
    void nothing_of_the_settings_can_be_printed_by_accident() {
        assertThat(new SettingSources("password=geheim", Map.of("a", "geheim"), Map.of("b", "geheim")))
                .asString()
                .doesNotContain("geheim");
        assertThat(Start.withUrl().env("AUTO_MIGRATE_PASSWORD", "geheim").account())
                .asString()
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO_MIGRATE_WAIT_TIMEOUT, 60000, 16 h 40 min",
        "AUTO_MIGRATE_CONNECT_TIMEOUT, 5000, 1 h 23 min",
        "AUTO_MIGRATE_LOCK_TIMEOUT, 1000, 16 min",
        "AUTO_MIGRATE_WAIT_TIMEOUT, 3600,",
        "AUTO_MIGRATE_WAIT_TIMEOUT, 999,",
        "AUTO_MIGRATE_WAIT_TIMEOUT, 60000s,",
        "AUTO_MIGRATE_WAIT_TIMEOUT, 60000ms,",
    })
    void a_number_that_looks_like_milliseconds_is_a_warning(String name, String value, String meaning) {
        assertThat(Start.withUrl().env(name, value).resolved().warnings())
                .isEqualTo(
                        meaning == null
                                ? List.of()
                                : List.of(name + "=\"" + value + "\": a number without a unit is seconds, so this is "
                                        + meaning + "; if milliseconds are meant, write " + value + "ms, otherwise "
                                        + value + "s"));
    }
}
