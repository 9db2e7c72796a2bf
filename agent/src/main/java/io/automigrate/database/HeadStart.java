package io.automigrate.database;

import io.automigrate.database.driver.DriverClasses;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import java.util.Objects;

/**
 * Finds the driver and begins the first attempt to connect while its maker reads the scripts: loading a driver's classes is the
 * longest part of a start with nothing to migrate. The thread ends as soon as the attempt is on its way, which has its own.
 */
public final class HeadStart implements Runnable, AutoCloseable {
    private final Settings.Account account;
    private final Settings.Waiting waiting;
    private final ClassLoader application;
    private final Thread thread;

    // Read after the thread has ended.
    private ConnectionSource source;
    private Throwable failure;

    private HeadStart(Settings.Account account, Settings.Waiting waiting, ClassLoader application) {
        this.account = Objects.requireNonNull(account, "account");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
        this.application = Objects.requireNonNull(application, "application");
        thread = new Thread(null, this, "auto-migrate-driver", 0, false);
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param application the loader of the application's classes, or {@code ExtraClassPath.loader()} over it
     */
    public static HeadStart begin(Settings.Account account, Settings.Waiting waiting, ClassLoader application) {
        HeadStart headStart = new HeadStart(account, waiting, application);
        headStart.thread.start();
        return headStart;
    }

    /** Returns the same for connections that the application itself knows how to open: there is no driver to look for. */
    public static HeadStart with(JdbcDriver given, Settings.Account account, Settings.Waiting waiting) {
        HeadStart headStart = new HeadStart(account, waiting, given.application());
        headStart.source = new ConnectionSource(given, account, waiting);
        return headStart;
    }

    /** The thread's own; not to be called. */
    @Override
    public void run() {
        try {
            ConnectionSource found =
                    new ConnectionSource(JdbcDriver.find(account.url(), application), account, waiting);
            found.beginEarly();
            source = found;
            DriverClasses.load(found.driver());
        } catch (Throwable e) {
            failure = e;
        }
    }

    /**
     * Returns where connections come from; the first one may be on its way. It is closed together with this.
     *
     * @throws StartupException {@code CONFIGURATION}: see {@link JdbcDriver#find}
     */
    public ConnectionSource source() throws StartupException, InterruptedException {
        thread.join();
        if (failure instanceof StartupException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return source;
    }

    /** Closes the source, with what nobody has taken from it. */
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (source != null) {
            source.close();
        }
    }
}
