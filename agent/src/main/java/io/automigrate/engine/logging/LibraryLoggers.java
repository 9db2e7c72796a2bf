package io.automigrate.engine.logging;

import io.automigrate.log.MigrationLog;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * The loggers that slf4j gives to HikariCP. tinylog is started with the first line that is shown, and most starts show none
 * (docs/design/the-log.md).
 *
 * <p>Public, with a public constructor, because slf4j makes the instance.
 */
public final class LibraryLoggers implements SLF4JServiceProvider, ILoggerFactory {
    private volatile MigrationLog log;

    /** Lets the lines go to {@code log}, those of loggers that are there already, too. */
    public static void connect(MigrationLog log) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LibraryLoggers loggers)) {
            throw new IllegalStateException("slf4j uses "
                    + LoggerFactory.getILoggerFactory().getClass().getName() + " instead of the agent's own");
        }
        loggers.log = log;
    }

    @Override
    public void initialize() {
        // Nothing is needed before the first line.
    }

    @Override
    public Logger getLogger(String name) {
        return new LibraryLogger(name, this);
    }

    boolean areShown() {
        MigrationLog current = log;
        return current != null && current.isDebugEnabled();
    }

    void write(String level, String pattern, Object[] arguments, Throwable exception) {
        MigrationLog current = log;
        if (current != null) {
            LibraryLog.write(current, level, pattern, arguments, exception);
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
