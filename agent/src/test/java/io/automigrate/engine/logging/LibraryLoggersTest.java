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
        LibraryLoggers.connect(log(LogLevel.INFO), List.of("org.driver."));
    }

    @Test
    void a_message_of_a_library_is_logged_at_debug_at_any_level() {
        LibraryLoggers.connect(log(LogLevel.DEBUG), List.of("org.driver."));

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
        LibraryLoggers.connect(log(LogLevel.INFO), List.of("org.driver."));

        logger.error("broken");

        assertThat(logger.isErrorEnabled() || logger.isDebugEnabled()).isFalse();
        assertThat(lines()).isEmpty();
    }

    @Test
    void loggers_that_are_there_follow_the_log_of_the_next_database() {
        LibraryLoggers.connect(log(LogLevel.INFO), List.of("org.driver."));
        LibraryLoggers.connect(log(LogLevel.DEBUG), List.of("org.driver."));

        logger.debug("again");

        assertThat(lines()).singleElement().asString().endsWith("again");
    }

    @Test
    void a_class_of_the_application_writes_from_info_on_and_the_driver_never() {
        LibraryLoggers.connect(log(LogLevel.INFO), List.of("org.driver."));
        Logger migration = LoggerFactory.getLogger("shop.migration.V3__names");
        Logger driver = LoggerFactory.getLogger("org.driver.Protocol");

        migration.debug("SELECT 1");
        migration.info("{} names", 3);
        migration.error("broken");
        driver.warn("Error: 1146-42S02: no such table");

        assertThat(lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("INFO").endsWith("shop.migration.V3__names: 3 names"),
                        line -> assertThat(line).contains("WARN").endsWith("shop.migration.V3__names: broken"));
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
