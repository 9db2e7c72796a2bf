package io.automigrate.engine.logging;

import io.automigrate.log.MigrationLog;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.api.logging.LogFactory;

/**
 * Passes Flyway's lines to the log. Otherwise Flyway would start the application's logging before the application has configured it,
 * or fix the JVM's log manager. Flyway's warnings stay warnings. All other lines are logged at debug, because the agent logs the start itself.
 */
public final class FlywayLog implements LogCreator {
    private final Log lines;

    public FlywayLog(MigrationLog log) {
        // Flyway looks at the server again for every command, and each time has the same to say of it.
        lines = new Lines(log, ConcurrentHashMap.newKeySet());
    }

    /** Makes Flyway log here. Called before any other class of Flyway is used: some classes choose their logging when they are loaded. */
    public void connect() {
        LogFactory.setFallbackLogCreator(this);
        LogFactory.setLogCreator(this);
    }

    /** Makes a Flyway that logs here. */
    public Flyway load(FluentConfiguration configuration) {
        try {
            // The console is whatever the fallback is, and no library is looked for.
            configuration.loggers("console");
        } catch (NoSuchMethodError e) {
            // Flyway before 7.15 knows no other way than setLogCreator.
            return loadAndConnect(configuration);
        }
        return loadAndConnect(configuration);
    }

    private Flyway loadAndConnect(FluentConfiguration configuration) {
        Flyway flyway = configuration.load();
        LogFactory.setLogCreator(this);
        return flyway;
    }

    /** Leaves Flyway's logging as it was before: the next run of the same Flyway may have another log. */
    public void disconnect() {
        try {
            LogFactory.setConfiguration(null);
        } catch (NoSuchMethodError e) {
            // Flyway before 7.15 looks for a library only when it has no creator.
            LogFactory.setLogCreator(null);
        }
        LogFactory.setFallbackLogCreator(null);
    }

    @Override
    public Log createLogger(Class<?> type) {
        return lines;
    }

    /** Without {@code Override}: some of the methods are not there in all versions. */
    @SuppressWarnings({"deprecation", "MissingOverride"})
    private record Lines(MigrationLog log, Set<String> warnings) implements Log {
        public boolean isDebugEnabled() {
            return false;
        }

        public void debug(String message) {
            log.debug(message);
        }

        public void info(String message) {
            log.debug(message);
        }

        public void warn(String message) {
            if (warnings.add(message)) {
                log.warn(message);
            }
        }

        public void error(String message) {
            log.debug(message);
        }

        public void error(String message, Exception e) {
            log.debug(message + ": " + e);
        }

        public void notice(String message) {
            log.debug(message);
        }
    }
}
