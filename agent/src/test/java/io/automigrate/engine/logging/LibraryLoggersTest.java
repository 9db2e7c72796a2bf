package io.automigrate.engine.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.automigrate.log.LogFormat;
import io.automigrate.log.LogLevel;
import io.automigrate.log.LogSettings;
import io.automigrate.log.MigrationLog;
import io.automigrate.secret.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LibraryLoggersTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logger logger = LoggerFactory.getLogger("com.zaxxer.hikari.HikariConfig");

    @AfterEach
    void quiet() {
        LibraryLoggers.connect(log(LogLevel.INFO));
    }

    @Test
    void a_message_of_a_library_is_logged_at_debug_at_any_level() {
        LibraryLoggers.connect(log(LogLevel.DEBUG));

        logger.info("{} - {} of {}", "pool", 1, 2);
        logger.warn("slow", new IllegalStateException("disk"));

        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("DEBUG").endsWith("pool - 1 of 2"), line -> assertThat(line)
                                .contains("DEBUG")
                                .endsWith("slow: java.lang.IllegalStateException: disk"));
    }

    @Test
    void a_message_below_the_level_of_the_log_is_not_made() {
        LibraryLoggers.connect(log(LogLevel.INFO));

        logger.error("broken");

        assertThat(logger.isErrorEnabled() || logger.isDebugEnabled()).isFalse();
        assertThat(lines()).isEmpty();
    }

    @Test
    void loggers_that_are_there_follow_the_log_of_the_next_database() {
        LibraryLoggers.connect(log(LogLevel.INFO));
        LibraryLoggers.connect(log(LogLevel.DEBUG));

        logger.debug("again");

        assertThat(lines()).singleElement().asString().endsWith("again");
    }

    private MigrationLog log(LogLevel level) {
        return new MigrationLog(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                InstantSource.system(),
                new LogSettings(LogFormat.TEXT, level),
                SecretMask.URLS_ONLY);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
