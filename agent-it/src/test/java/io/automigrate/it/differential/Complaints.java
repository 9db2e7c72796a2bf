package io.automigrate.it.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Collects Flyway's warnings and errors. Flyway makes the instance by its class name, so the list is static. */
public final class Complaints implements LogCreator {
    private static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

    /** Returns the messages since the last call. */
    static List<String> take() {
        synchronized (LINES) {
            List<String> taken = List.copyOf(LINES);
            LINES.clear();
            return taken;
        }
    }

    @Override
    public Log createLogger(Class<?> type) {
        return new Lines();
    }

    private static final class Lines implements Log {
        @Override
        @SuppressWarnings("deprecation")
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public void debug(String message) {
            // A debug line is no complaint.
        }

        @Override
        public void info(String message) {
            // Nor here.
        }

        @Override
        public void notice(String message) {
            // Nor here.
        }

        @Override
        public void warn(String message) {
            LINES.add(message);
        }

        @Override
        public void error(String message) {
            LINES.add(message);
        }

        @Override
        public void error(String message, Exception e) {
            LINES.add(message + ": " + e);
        }
    }
}
