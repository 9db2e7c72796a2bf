package io.automigrate.database;

import io.automigrate.database.driver.DriverClasses;
import io.automigrate.database.driver.ExtraClassPath;
import io.automigrate.database.driver.JdbcDriver;
import io.automigrate.failure.StartupException;
import io.automigrate.settings.Settings;
import java.util.Objects;

/**
 * Finds the driver and begins the first attempt to connect while the starting thread reads the scripts. Loading a driver's classes is the
 * longest part of a start with nothing to migrate. The thread ends as soon as the attempt has begun, which has a separate thread.
 */
public final class HeadStart implements Runnable, AutoCloseable {
    private final Settings.Account account;
    private final Settings.Waiting waiting;
    private final ExtraClassPath classPath;
    private final Thread thread;

    // Other threads read these fields after this thread has ended.
    private ConnectionSource source;
    private Throwable failure;

    private HeadStart(Settings.Account account, Settings.Waiting waiting, ExtraClassPath classPath) {
        this.account = Objects.requireNonNull(account, "account");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
        this.classPath = Objects.requireNonNull(classPath, "classPath");
        thread = new Thread(null, this, "auto-migrate-driver", 0, false);
        thread.setDaemon(true);
    }

    /**
     * Begins the head start.
     *
     * @param classPath the class path with the driver
     */
    public static HeadStart begin(Settings.Account account, Settings.Waiting waiting, ExtraClassPath classPath) {
        HeadStart headStart = new HeadStart(account, waiting, classPath);
        headStart.thread.start();
        return headStart;
    }

    /** Returns the head start for connections that the application itself opens, so that no driver is needed. */
    public static HeadStart with(
            JdbcDriver given, Settings.Account account, Settings.Waiting waiting, ExtraClassPath classPath) {
        classPath.share(account.address());
        HeadStart headStart = new HeadStart(account, waiting, classPath);
        headStart.source = new ConnectionSource(given, account, waiting);
        return headStart;
    }

    /** Runs on the thread of this object; not to be called. */
    @Override
    public void run() {
        try {
            JdbcDriver driver = JdbcDriver.find(account.address(), classPath);
            if (!classPath.isCopied(driver)) {
                driver.silence(account.kind());
            }
            ConnectionSource found = new ConnectionSource(driver, account, waiting);
            found.beginEarly();
            source = found;
            DriverClasses.load(found.driver(), account.password().isPresent());
        } catch (Throwable e) {
            failure = e;
        }
    }

    /**
     * Returns the source of connections, whose first attempt may have begun. The source is closed together with this object.
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

    /** Closes the source with the connections that have no other owner. */
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
            source.driver().endSilence();
        }
    }
}
