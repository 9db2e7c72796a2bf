package io.automigrate.engine.logging;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger of a library. */
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
        return loggers.areShown();
    }

    @Override
    public boolean isInfoEnabled() {
        return loggers.areShown();
    }

    @Override
    public boolean isWarnEnabled() {
        return loggers.areShown();
    }

    @Override
    public boolean isErrorEnabled() {
        return loggers.areShown();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable exception) {
        loggers.write(level.name(), pattern, arguments, exception);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }
}
