package io.automigrate.database.driver;

import java.util.Locale;

/**
 * Loads the class of the driver that a URL names while the settings are still being read: with a driver like PostgreSQL's that takes as
 * long as all that comes before connecting. The class is the one that {@link JdbcDriver#find} will ask for; whatever is wrong with it is
 * left for that to find.
 */
public final class DriverWarmUp implements Runnable {
    private static final String SCHEME = "jdbc:";

    private final String[] classNames;
    private final ClassLoader application;
    private final Thread thread;

    private DriverWarmUp(String[] classNames, ClassLoader application) {
        this.classNames = classNames;
        this.application = application;
        thread = new Thread(null, this, "auto-migrate-driver", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
    }

    /**
     * Begins.
     *
     * @param url as it was written, right or wrong
     * @param application the loader of the application's classes
     */
    public static DriverWarmUp begin(String url, ClassLoader application) {
        String trimmed = url.trim();
        int end = trimmed.startsWith(SCHEME) ? trimmed.indexOf(':', SCHEME.length()) : -1;
        String[] classNames = end < 0
                ? new String[0]
                : KnownDriver.classNames(trimmed.substring(SCHEME.length(), end).toLowerCase(Locale.ROOT));
        DriverWarmUp warmUp = new DriverWarmUp(classNames, application);
        if (classNames.length > 0) {
            warmUp.thread.start();
        }
        return warmUp;
    }

    /** The thread's own; not to be called. */
    @Override
    public void run() {
        for (String name : classNames) {
            try {
                Class.forName(name, true, application);
                return;
            } catch (ClassNotFoundException e) {
                // The next one may be there.
            } catch (Throwable e) {
                // Whoever needs the driver meets it again, and has the words for it.
                return;
            }
        }
    }

    /** Waits for the end, so that no thread is left. */
    public void end() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
