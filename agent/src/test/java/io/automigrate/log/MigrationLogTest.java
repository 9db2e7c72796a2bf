package io.automigrate.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.OnFailure;
import io.automigrate.secret.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationLogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void a_line_has_time_level_mark_and_message() {
        log(LogFormat.TEXT, LogLevel.INFO).info("Database is ready");
        assertThat(written()).isEqualTo("2026-11-20T09:12:41.310Z INFO  [Migration] Database is ready\n");
    }

    @Test
    void every_line_of_a_message_is_a_line_of_the_log() {
        log(LogFormat.TEXT, LogLevel.INFO).warn("one\ntwo");
        assertThat(written())
                .isEqualTo("2026-11-20T09:12:41.310Z WARN  [Migration] one\n"
                        + "2026-11-20T09:12:41.310Z WARN  [Migration] two\n");
    }

    @Test
    void a_json_line_is_one_object_with_the_names_of_the_elastic_common_schema() {
        log(LogFormat.JSON, LogLevel.INFO).warn("a \"quoted\" \\ path\tand \u0001");
        assertThat(written())
                .isEqualTo("{\"@timestamp\":\"2026-11-20T09:12:41.310Z\",\"log.level\":\"WARN\","
                        + "\"message\":\"[Migration] a \\\"quoted\\\" \\\\ path\\tand \\\\u0001\","
                        + "\"ecs.version\":\"8.11.0\",\"log.logger\":\"auto-migrate\"}\n");
    }

    @Test
    void a_failure_in_json_is_one_object() {
        Failure failure = Failure.of(ExitCode.CONFIGURATION, "2 settings are wrong")
                .with("setting", "A")
                .with("setting", "B")
                .remedy("correct them");
        FailureBlock.write(failure, OnFailure.REFUSE_START, log(LogFormat.JSON, LogLevel.INFO));
        assertThat(written().lines())
                .singleElement()
                .asString()
                .contains("\"message\":\"[Migration] FAILED: 2 settings are wrong\",")
                .endsWith("\"event.outcome\":\"failure\",\"error.type\":\"configuration\",\"error.code\":\"78\","
                        + "\"error.message\":\"2 settings are wrong\",\"auto_migrate.setting\":\"A\\nB\","
                        + "\"auto_migrate.remedy\":\"correct them\"}");
    }

    @Test
    void a_success_in_json_has_its_duration() {
        log(LogFormat.JSON, LogLevel.INFO).succeeded("done", Duration.ofMillis(1500));
        assertThat(written()).endsWith(",\"event.outcome\":\"success\",\"event.duration\":1500000000}\n");
    }

    @Test
    void a_message_below_the_level_is_not_written() {
        MigrationLog log = log(LogFormat.TEXT, LogLevel.WARN);
        log.debug("debug");
        log.info("info");
        assertThat(written()).isEmpty();
        log.warn("warn");
        assertThat(written()).contains("warn");
    }

    @Test
    void the_time_of_a_full_second_has_milliseconds() {
        new MigrationLog(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        InstantSource.fixed(Instant.parse("2026-11-20T09:12:41Z")),
                        LogSettings.DEFAULT,
                        SecretMask.URLS_ONLY)
                .info("x");
        assertThat(written()).startsWith("2026-11-20T09:12:41.000Z ");
    }

    @Test
    void a_known_secret_is_never_written() {
        log(LogFormat.TEXT, LogLevel.INFO)
                .masking(new SecretMask(List.of("correct horse")))
                .info("the password is correct horse");
        assertThat(written()).endsWith("the password is ****\n");
    }

    private MigrationLog log(LogFormat format, LogLevel level) {
        return new MigrationLog(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                InstantSource.fixed(Instant.parse("2026-11-20T09:12:41.310Z")),
                new LogSettings(format, level),
                SecretMask.URLS_ONLY);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
