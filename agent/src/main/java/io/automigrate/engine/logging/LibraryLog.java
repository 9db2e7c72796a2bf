package io.automigrate.engine.logging;

import io.automigrate.log.MigrationLog;
import java.util.Map;
import org.tinylog.Level;
import org.tinylog.configuration.Configuration;
import org.tinylog.format.LegacyMessageFormatter;
import org.tinylog.format.MessageFormatter;
import org.tinylog.provider.ContextProvider;
import org.tinylog.provider.LoggingProvider;
import org.tinylog.provider.NopContextProvider;
import org.tinylog.provider.ProviderRegistry;

/**
 * Where the lines of HikariCP end, which come through slf4j ({@link LibraryLoggers}) and tinylog. They are background to the story
 * that the agent tells itself, so what they call INFO is DEBUG here, and what they call ERROR comes back as an exception and is
 * reported from there. A Java migration that logs by tinylog itself writes to the same log.
 *
 * <p>Public, with a public constructor, because tinylog makes the instance.
 */
public final class LibraryLog implements LoggingProvider {
    private static final String POOL = "pool";

    private volatile MigrationLog log;

    /**
     * Gives tinylog a line, and makes it use this class if this is the first one.
     *
     * @param log the log for the lines
     */
    static void write(MigrationLog log, String level, String pattern, Object[] arguments, Throwable exception) {
        connect(log);
        ProviderRegistry.getLoggingProvider()
                .log(1, POOL, Level.valueOf(level), exception, new LegacyMessageFormatter(), pattern, arguments);
    }

    /** Makes tinylog use this class. */
    static void connect(MigrationLog log) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // The library looks for its services with this loader, and must not find those of the application.
            thread.setContextClassLoader(LibraryLog.class.getClassLoader());
            connectHere(log);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void connectHere(MigrationLog log) {
        if (!Configuration.isFrozen()) {
            // Without this tinylog would look for tinylog.properties and for system properties, which are the
            // application's.
            Configuration.replace(Map.of("provider", LibraryLog.class.getName()));
        }
        if (!(ProviderRegistry.getLoggingProvider() instanceof LibraryLog provider)) {
            throw new IllegalStateException("tinylog uses "
                    + ProviderRegistry.getLoggingProvider().getClass().getName()
                    + " instead of the agent's own provider");
        }
        provider.log = log;
    }

    @Override
    public ContextProvider getContextProvider() {
        return new NopContextProvider();
    }

    @Override
    public Level getMinimumLevel() {
        return level();
    }

    @Override
    public Level getMinimumLevel(String tag) {
        return level();
    }

    private Level level() {
        MigrationLog current = log;
        return current != null && current.isDebugEnabled() ? Level.DEBUG : Level.INFO;
    }

    @Override
    public boolean isEnabled(int depth, String tag, Level level) {
        return level.compareTo(level()) >= 0;
    }

    @Override
    public boolean isEnabled(String loggerClassName, String tag, Level level) {
        return level.compareTo(level()) >= 0;
    }

    @Override
    public void log(
            int depth,
            String tag,
            Level level,
            Throwable exception,
            MessageFormatter formatter,
            Object message,
            Object... arguments) {
        write(tag, level, exception, formatter, message, arguments);
    }

    @Override
    public void log(
            String loggerClassName,
            String tag,
            Level level,
            Throwable exception,
            MessageFormatter formatter,
            Object message,
            Object... arguments) {
        write(tag, level, exception, formatter, message, arguments);
    }

    private void write(
            String tag,
            Level level,
            Throwable exception,
            MessageFormatter formatter,
            Object message,
            Object... arguments) {
        MigrationLog current = log;
        if (current == null || level.compareTo(level()) < 0) {
            return;
        }
        String text = arguments == null || arguments.length == 0
                ? String.valueOf(message)
                : formatter.format(String.valueOf(message), arguments);
        String line = text + (exception == null ? "" : ": " + exception);
        if (POOL.equals(tag) || level == Level.DEBUG) {
            current.debug(line);
        } else if (level == Level.INFO) {
            current.info(line);
        } else {
            current.warn(line);
        }
    }

    @Override
    public void shutdown() {
        log = null;
    }
}
