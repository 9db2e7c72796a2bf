package io.automigrate.database.driver;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.known.DatabaseKinds;
import io.automigrate.url.JdbcUrl;

/**
 * Loads the class of the database's own driver while the settings are still being read: with a driver like PostgreSQL's this takes as
 * long as everything before the first attempt to connect. {@link JdbcDriver#find} asks for the same class, and reports its problems.
 */
public final class DriverWarmUp implements Runnable {
    private final DatabaseAddress address;
    private final ClassLoader application;
    private final Thread thread;

    private DriverWarmUp(DatabaseAddress address, ClassLoader application) {
        this.address = address;
        this.application = application;
        thread = new Thread(null, this, "auto-migrate-driver", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(application);
    }

    /**
     * Begins the warm-up.
     *
     * @param url the URL as the user wrote it, valid or not
     * @param application the loader of the application's classes
     */
    public static DriverWarmUp begin(String url, ClassLoader application) {
        DatabaseAddress address = null;
        try {
            address = DatabaseKinds.at(new JdbcUrl(url.trim()));
        } catch (IllegalArgumentException e) {
            // The start will refuse this URL.
        }
        DriverWarmUp warmUp = new DriverWarmUp(address, application);
        if (address != null) {
            warmUp.thread.start();
        }
        return warmUp;
    }

    /** Runs on the thread of this object; not to be called. */
    @Override
    public void run() {
        if (ExtraClassPath.isDriverPrivate(address.pastObservers(), application)) {
            return;
        }
        for (String name : address.kind().drivers()) {
            try {
                Class.forName(name, true, application);
                return;
            } catch (ClassNotFoundException e) {
                // The next name may be that of a class.
            } catch (Throwable e) {
                // The search for the driver fails with the same error and reports it.
                return;
            }
        }
    }

    /** Waits until the thread has ended. */
    public void end() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
