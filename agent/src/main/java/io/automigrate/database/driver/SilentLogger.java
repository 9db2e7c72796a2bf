package io.automigrate.database.driver;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class in place of {@code java.util.logging.Logger} for the classes of {@link PrivateClassLoader}: the same methods, which do not
 * choose the JVM's log manager. Lines from INFO on go where the agent's slf4j leads to; all others are dropped.
 */
public class SilentLogger {
    public static final String GLOBAL_LOGGER_NAME = "global";
    public static final SilentLogger global = new SilentLogger(GLOBAL_LOGGER_NAME, null);

    private final String name;

    /** Makes a logger, as subclasses do. */
    protected SilentLogger(String name, String bundle) {
        this.name = name == null ? "" : name;
    }

    public static SilentLogger getGlobal() {
        return global;
    }

    public static SilentLogger getLogger(String name) {
        return new SilentLogger(name, null);
    }

    public static SilentLogger getLogger(String name, String bundle) {
        return new SilentLogger(name, bundle);
    }

    public static SilentLogger getAnonymousLogger() {
        return new SilentLogger("", null);
    }

    public static SilentLogger getAnonymousLogger(String bundle) {
        return new SilentLogger("", bundle);
    }

    private void write(Level level, Object message, Object[] parameters, Throwable thrown) {
        if (!isLoggable(level)) {
            return;
        }
        Logger target = LoggerFactory.getLogger(name);
        if (!target.isErrorEnabled()) {
            return;
        }
        String text = String.valueOf(message instanceof Supplier<?> supplier ? supplier.get() : message);
        String line = parameters == null || parameters.length == 0 || text.indexOf("{0") < 0
                ? text
                : MessageFormat.format(text, parameters);
        if (level.intValue() >= Level.SEVERE.intValue()) {
            target.error(line, thrown);
        } else if (level.intValue() >= Level.WARNING.intValue()) {
            target.warn(line, thrown);
        } else {
            target.info(line, thrown);
        }
    }

    public boolean isLoggable(Level level) {
        return level.intValue() >= Level.INFO.intValue() && level != Level.OFF;
    }

    public String getName() {
        return name;
    }

    public Level getLevel() {
        return null;
    }

    public Filter getFilter() {
        return null;
    }

    public SilentLogger getParent() {
        return null;
    }

    public Handler[] getHandlers() {
        return new Handler[0];
    }

    public boolean getUseParentHandlers() {
        return true;
    }

    public ResourceBundle getResourceBundle() {
        return null;
    }

    public String getResourceBundleName() {
        return null;
    }

    public void setFilter(Filter filter) {
        // Nothing is configured here.
    }

    public void setLevel(Level level) {
        // Nothing is configured here.
    }

    public void addHandler(Handler handler) {
        // Nothing is configured here.
    }

    public void removeHandler(Handler handler) {
        // Nothing is configured here.
    }

    public void setUseParentHandlers(boolean use) {
        // Nothing is configured here.
    }

    public void setResourceBundle(ResourceBundle bundle) {
        // Nothing is configured here.
    }

    public void setParent(SilentLogger parent) {
        // Nothing is configured here.
    }

    public void log(LogRecord record) {
        write(record.getLevel(), record.getMessage(), record.getParameters(), record.getThrown());
    }

    public void log(Level level, String message) {
        write(level, message, null, null);
    }

    public void log(Level level, Supplier<String> message) {
        write(level, message, null, null);
    }

    public void log(Level level, String message, Object parameter) {
        write(level, message, new Object[] {parameter}, null);
    }

    public void log(Level level, String message, Object[] parameters) {
        write(level, message, parameters, null);
    }

    public void log(Level level, String message, Throwable thrown) {
        write(level, message, null, thrown);
    }

    public void log(Level level, Throwable thrown, Supplier<String> message) {
        write(level, message, null, thrown);
    }

    public void logp(Level level, String type, String method, String message) {
        write(level, message, null, null);
    }

    public void logp(Level level, String type, String method, Supplier<String> message) {
        write(level, message, null, null);
    }

    public void logp(Level level, String type, String method, String message, Object parameter) {
        write(level, message, new Object[] {parameter}, null);
    }

    public void logp(Level level, String type, String method, String message, Object[] parameters) {
        write(level, message, parameters, null);
    }

    public void logp(Level level, String type, String method, String message, Throwable thrown) {
        write(level, message, null, thrown);
    }

    public void logp(Level level, String type, String method, Throwable thrown, Supplier<String> message) {
        write(level, message, null, thrown);
    }

    public void logrb(Level level, String type, String method, String bundle, String message) {
        write(level, message, null, null);
    }

    public void logrb(Level level, String type, String method, String bundle, String message, Object parameter) {
        write(level, message, new Object[] {parameter}, null);
    }

    public void logrb(Level level, String type, String method, String bundle, String message, Object[] parameters) {
        write(level, message, parameters, null);
    }

    public void logrb(
            Level level, String type, String method, ResourceBundle bundle, String message, Object... parameters) {
        write(level, message, parameters, null);
    }

    public void logrb(Level level, ResourceBundle bundle, String message, Object... parameters) {
        write(level, message, parameters, null);
    }

    public void logrb(Level level, String type, String method, String bundle, String message, Throwable thrown) {
        write(level, message, null, thrown);
    }

    public void logrb(
            Level level, String type, String method, ResourceBundle bundle, String message, Throwable thrown) {
        write(level, message, null, thrown);
    }

    public void logrb(Level level, ResourceBundle bundle, String message, Throwable thrown) {
        write(level, message, null, thrown);
    }

    public void entering(String type, String method) {
        // Below INFO.
    }

    public void entering(String type, String method, Object parameter) {
        // Below INFO.
    }

    public void entering(String type, String method, Object[] parameters) {
        // Below INFO.
    }

    public void exiting(String type, String method) {
        // Below INFO.
    }

    public void exiting(String type, String method, Object result) {
        // Below INFO.
    }

    public void throwing(String type, String method, Throwable thrown) {
        // Below INFO.
    }

    public void severe(String message) {
        write(Level.SEVERE, message, null, null);
    }

    public void severe(Supplier<String> message) {
        write(Level.SEVERE, message, null, null);
    }

    public void warning(String message) {
        write(Level.WARNING, message, null, null);
    }

    public void warning(Supplier<String> message) {
        write(Level.WARNING, message, null, null);
    }

    public void info(String message) {
        write(Level.INFO, message, null, null);
    }

    public void info(Supplier<String> message) {
        write(Level.INFO, message, null, null);
    }

    public void config(String message) {
        // Below INFO.
    }

    public void config(Supplier<String> message) {
        // Below INFO.
    }

    public void fine(String message) {
        // Below INFO.
    }

    public void fine(Supplier<String> message) {
        // Below INFO.
    }

    public void finer(String message) {
        // Below INFO.
    }

    public void finer(Supplier<String> message) {
        // Below INFO.
    }

    public void finest(String message) {
        // Below INFO.
    }

    public void finest(Supplier<String> message) {
        // Below INFO.
    }
}
