package io.automigrate.engine;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.tinylog.Logger;
import org.tinylog.TaggedLogger;

/**
 * Takes Flyway's lines to tinylog. Flyway makes it by its name; left alone it would choose {@code java.util.logging} and fix the
 * JVM's log manager.
 */
public final class FlywayLog implements LogCreator {
    static final String TAG = "flyway";

    @Override
    public Log createLogger(Class<?> type) {
        return new Lines(Logger.tag(TAG));
    }

    private record Lines(TaggedLogger logger) implements Log {
        @Override
        @SuppressWarnings("deprecation")
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void debug(String message) {
            logger.debug((Object) message);
        }

        @Override
        public void info(String message) {
            logger.info((Object) message);
        }

        @Override
        public void warn(String message) {
            logger.warn((Object) message);
        }

        @Override
        public void error(String message) {
            logger.error((Object) message);
        }

        @Override
        public void error(String message, Exception e) {
            logger.error(e, message);
        }

        @Override
        public void notice(String message) {
            logger.info((Object) message);
        }
    }
}
