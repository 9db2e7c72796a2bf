package io.automigrate.engine.logging;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger of HikariCP, of the driver or of a class of the application. */
final class LibraryLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient LibraryLoggers loggers;

    LibraryLogger(String name, LibraryLoggers loggers) {
        this.name = name;
        this.loggers = loggers;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return loggers.areShown(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return loggers.areShown(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return loggers.areShown(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return loggers.areShown(name, Level.ERROR);
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable exception) {
        loggers.write(name, level, pattern, arguments, exception);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }
}
