package io.automigrate.engine.logging;

import io.automigrate.log.MigrationLog;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The loggers that slf4j gives to HikariCP, and to the copies of the application's classes: the driver and Java migrations. The lines of
 * the driver are dropped, because they hold the statements; a Java migration writes to the log from INFO on. tinylog is started with the first
 * line of HikariCP that is shown, and most starts show none (docs/design/the-log.md).
 *
 * <p>Public, with a public constructor, because slf4j makes the instance.
 */
public final class LibraryLoggers implements SLF4JServiceProvider, ILoggerFactory {
    private static final String POOL = "com.zaxxer.";

    private volatile MigrationLog log;
    private volatile List<String> dropped = List.of();

    /**
     * Lets the lines go to {@code log}, those of loggers that are there already, too.
     *
     * @param dropped the beginnings of the names of loggers whose lines are dropped
     */
    public static void connect(MigrationLog log, List<String> dropped) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LibraryLoggers loggers)) {
            throw new IllegalStateException("slf4j uses "
                    + LoggerFactory.getILoggerFactory().getClass().getName() + " instead of the agent's own");
        }
        loggers.dropped = List.copyOf(dropped);
        loggers.log = log;
    }

    /** Lets the lines of Java migrations that use tinylog go to {@code log}. */
    public static void connectTinylog(MigrationLog log) {
        LibraryLog.connect(log);
    }

    @Override
    public void initialize() {
        // Nothing is needed before the first line.
    }

    @Override
    public Logger getLogger(String name) {
        return new LibraryLogger(name, this);
    }

    boolean areShown(String name, Level level) {
        MigrationLog current = log;
        if (current == null) {
            return false;
        }
        if (name.startsWith(POOL)) {
            return current.isDebugEnabled();
        }
        return level.toInt() >= Level.INFO.toInt() && dropped.stream().noneMatch(name::startsWith);
    }

    void write(String name, Level level, String pattern, Object[] arguments, Throwable exception) {
        MigrationLog current = log;
        if (current == null) {
            return;
        }
        if (name.startsWith(POOL)) {
            LibraryLog.write(current, level.name(), pattern, arguments, exception);
            return;
        }
        String line = name + ": " + MessageFormatter.basicArrayFormat(pattern, arguments)
                + (exception == null ? "" : ": " + exception);
        if (level == Level.INFO) {
            current.info(line);
        } else {
            current.warn(line);
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return this;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new NOPMDCAdapter();
    }

    /** The newest version of slf4j's interface that is known here. */
    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
