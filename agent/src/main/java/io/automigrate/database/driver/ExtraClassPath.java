package io.automigrate.database.driver;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * The application's class path with the entries of {@code AUTO_MIGRATE_CLASSPATH}. The application's classes come first, and the
 * application does not see the additional ones. Their drivers do not get into {@code DriverManager}, and after this object is closed no
 * object holds their classes.
 */
public final class ExtraClassPath implements AutoCloseable {
    private final ClassLoader loader;
    private final URLClassLoader extra;

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

    /** Closes the additional jars; the application's loader is left alone. */
    @Override
    public void close() {
        if (extra == null) {
            return;
        }
        try {
            extra.close();
        } catch (IOException e) {
            // The jar was only read, so a failure to close it harms nothing.
        }
    }
}
