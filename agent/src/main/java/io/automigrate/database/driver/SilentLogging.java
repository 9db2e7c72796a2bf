package io.automigrate.database.driver;

import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The class in place of {@code java.util.logging.LogManager}; see {@link SilentLogger}. It has no configuration and remembers no logger. */
public class SilentLogging {
    public static final String LOGGING_MXBEAN_NAME = "java.util.logging:type=Logging";
    private static final SilentLogging MANAGER = new SilentLogging();

    /** Makes a manager, as subclasses do. */
    protected SilentLogging() {}

    public static SilentLogging getLogManager() {
        return MANAGER;
    }

    public boolean addLogger(SilentLogger logger) {
        return true;
    }

    public SilentLogger getLogger(String name) {
        return SilentLogger.getLogger(name);
    }

    public Enumeration<String> getLoggerNames() {
        return Collections.emptyEnumeration();
    }

    public String getProperty(String name) {
        return null;
    }

    public void readConfiguration() {
        // Nothing is configured here.
    }

    public void readConfiguration(InputStream configuration) {
        // As above.
    }

    public void updateConfiguration(Function<String, BiFunction<String, String, String>> mapper) {
        // As above.
    }

    public void updateConfiguration(
            InputStream configuration, Function<String, BiFunction<String, String, String>> mapper) {
        // As above.
    }

    public void reset() {
        // As above.
    }

    public void checkAccess() {
        // As above.
    }

    public SilentLogging addConfigurationListener(Runnable listener) {
        return this;
    }

    public void removeConfigurationListener(Runnable listener) {
        // As above.
    }
}
