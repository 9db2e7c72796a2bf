package io.automigrate.database.driver;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.host.LaunchCommand;
import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.url.JdbcUrl;
import java.io.Closeable;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The application's class path with the entries of {@code AUTO_MIGRATE_CLASSPATH}. The application's classes come first, and the
 * application does not see the additional ones. Their drivers do not get into {@code DriverManager}, and after this object is closed no
 * object holds their classes.
 *
 * <p>The driver is the application's own class, because what loading it costs here it does not cost the application; it is a copy
 * ({@link PrivateClassLoader}) where loading it would begin the application's logging (docs/design/the-applications-logging.md).
 */
public final class ExtraClassPath implements AutoCloseable {
    static final String SLF4J = "org/slf4j/LoggerFactory.class";

    private final ClassLoader loader;
    private final URLClassLoader extra;
    private ClassLoader copies;
    private String[] shared = {};

    private ExtraClassPath(ClassLoader loader, URLClassLoader extra) {
        this.loader = loader;
        this.extra = extra;
    }

    /**
     * Opens the jars.
     *
     * @param entries jars and folders of classes, in their order; with none of them the application's own loader is used
     * @param application the loader of the application's classes
     * @throws StartupException {@code CONFIGURATION}: an entry can't be read
     */
    public static ExtraClassPath open(List<Path> entries, ClassLoader application) throws StartupException {
        if (entries.isEmpty()) {
            return new ExtraClassPath(application, null);
        }
        try {
            URLClassLoader extra = ExtraClassLoader.open(entries, application);
            return new ExtraClassPath(extra, extra);
        } catch (IOException e) {
            throw new StartupException(
                    Failure.of(ExitCode.CONFIGURATION, "AUTO_MIGRATE_CLASSPATH can't be read: " + e.getMessage())
                            .remedy("name jars, or folders of classes, that exist and that this process may read"),
                    e);
        }
    }

    /** Returns the loader that sees the application's classes and the additional ones. */
    public ClassLoader loader() {
        return loader;
    }

    /** Returns the loader for the driver of a database. */
    public synchronized ClassLoader forDriver(DatabaseAddress address) {
        if (isDriverPrivate(address, loader)) {
            return forApplication();
        }
        share(address);
        return loader;
    }

    /** Notes that the application's own driver is used, so that {@link #forApplication} must not copy it. */
    public synchronized void share(DatabaseAddress address) {
        shared = packages(address);
    }

    /**
     * Returns the loader for copies of the application's own Flyway and of its Java migrations, which see the same driver as
     * {@link #forDriver}, called before, has given.
     */
    public synchronized ClassLoader forApplication() {
        if (copies == null) {
            copies = PrivateClassLoader.over(loader, shared);
        }
        return copies;
    }

    /** Returns whether the driver is a copy that only the agent has. */
    public synchronized boolean isCopied(JdbcDriver driver) {
        return copies != null && driver.type().getClassLoader() == copies;
    }

    /** Returns whether the driver's own class, if it were loaded by the application's loader, would begin the application's logging. */
    static boolean isDriverPrivate(DatabaseAddress address, ClassLoader application) {
        DatabaseKind kind = address.kind();
        JdbcUrl url = address.url();
        boolean isWrapped = !address.wrappers().isEmpty();
        if (!kind.isLoadableTwice(url)) {
            return false;
        }
        if ((isWrapped || kind.logsBySlf4j(url)) && application.getResource(SLF4J) != null) {
            return true;
        }
        return (isWrapped || kind.logsByJavaUtilLogging(url))
                && LaunchCommand.ofThisJvm().configuresJavaLogging(application);
    }

    /** Returns the beginnings of the names of the driver's classes: {@code org.h2.}. */
    private static String[] packages(DatabaseAddress address) {
        String[] drivers = address.kind().drivers();
        String[] packages = new String[drivers.length];
        for (int i = 0; i < drivers.length; i++) {
            packages[i] = drivers[i].substring(0, drivers[i].indexOf('.', drivers[i].indexOf('.') + 1) + 1);
        }
        return packages;
    }

    /** Closes the additional jars; the application's loader is left alone. */
    @Override
    public synchronized void close() {
        try {
            if (copies instanceof Closeable opened) {
                opened.close();
            }
            if (extra != null) {
                extra.close();
            }
        } catch (IOException e) {
            // The jars were only read, so a failure to close one harms nothing.
            return;
        }
    }
}
