package io.automigrate.engine.flyway;

import io.automigrate.engine.ClassBytes;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.logging.LibraryLoggers;
import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.SchemaVersion;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceConfigurationError;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The Flyway on the application's class path, in any version, and the engine that links to it. */
final class ApplicationFlyway {
    private static final String VERSION = "org/flywaydb/core/internal/version.txt";
    private static final String FLYWAY = "org.flywaydb.core.Flyway";

    private static final String TINYLOG = "org/tinylog/Logger.class";
    private static final String UNKNOWN = "of an unknown version";

    /** The oldest version that the engine runs with. */
    static final String OLDEST = "7.1";

    private static final String NEW_IN_OLDEST = "org/flywaydb/core/api/output/ValidateOutput.class";
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");

    private final ClassLoader application;

    ApplicationFlyway(ClassLoader application) {
        this.application = application;
    }

    boolean isThere() {
        return application.getResource(FLYWAY.replace('.', '/') + ".class") != null;
    }

    /** Returns the version as text, from the file that Flyway itself reads. */
    String version() {
        try (InputStream in = application.getResourceAsStream(VERSION)) {
            return in == null ? UNKNOWN : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Returns whether this Flyway is too old for the engine, by its version; if the version is unknown, by a type that is new in 7.1. */
    boolean isTooOld() {
        Matcher number = NUMBER.matcher(version());
        return number.lookingAt()
                ? SchemaVersion.parse(number.group()).compareTo(SchemaVersion.parse(OLDEST)) < 0
                : application.getResource(NEW_IN_OLDEST) == null;
    }

    /** Returns the failure for classes of the application that its Flyway can't be used with. */
    StartupException unusable(Throwable cause) {
        return new StartupException(
                Failure.of(ExitCode.CONFIGURATION, "The application's Flyway " + version() + " can't be used: " + cause)
                        .with("state", "nothing was changed")
                        .remedy("see that the application has org.flywaydb:flyway-core " + OLDEST
                                + " or newer once only, with everything that this version needs, and from version 10 on its"
                                + " module for the database"),
                cause);
    }

    SchemaEngine engine(Settings settings, MigrationCatalog catalog, MigrationLog log, LongSupplier nanoTime)
            throws ReflectiveOperationException {
        if (application.getResource(TINYLOG) != null) {
            LibraryLoggers.connectTinylog(log);
        }
        SchemaEngine engine = (SchemaEngine) new EngineLoader(application)
                .loadClass(FlywayEngine.class.getName())
                .getConstructor(
                        Settings.class,
                        MigrationCatalog.class,
                        ClassLoader.class,
                        MigrationLog.class,
                        LongSupplier.class)
                .newInstance(settings, catalog, application, log, nanoTime);
        return new WithItsLoader(engine, this);
    }

    /** Runs the engine with the application's class loader as context, which Java migrations expect. */
    private record WithItsLoader(SchemaEngine engine, ApplicationFlyway flyway) implements SchemaEngine {
        @Override
        public <T> T perform(Task<T> task, DataSource source) throws StartupException, InterruptedException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(flyway.application);
            try {
                return engine.perform(task, source);
            } catch (LinkageError | ServiceConfigurationError e) {
                throw flyway.unusable(e);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    /**
     * Loads the packages of the engine once more, below the application: here Flyway's types are the application's, and all other types of ours
     * the same as everywhere. One binary serves Flyway 7.1 to 13.
     */
    private static final class EngineLoader extends ClassLoader {
        private static final ClassLoader AGENT = EngineLoader.class.getClassLoader();
        private static final String ENGINE = SchemaEngine.class.getPackageName() + ".";

        /** Classes of the agent and of its libraries that the engine links to. */
        private static final String[] LIBRARIES = {"io.automigrate.", "com.zaxxer."};

        private final boolean isOldResource;

        EngineLoader(ClassLoader application) {
            super(application);
            isOldResource = RenamedType.LOADABLE_RESOURCE.isOldIn(application);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(ENGINE) && !isShared(name)) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded == null ? define(name) : loaded;
                }
            }
            for (String library : LIBRARIES) {
                if (name.startsWith(library)) {
                    return AGENT.loadClass(name);
                }
            }
            return super.loadClass(name, resolve);
        }

        /** Returns whether classes outside this loader hold instances of the class. */
        private static boolean isShared(String name) {
            return name.startsWith(SchemaEngine.class.getName()) || name.equals(LibraryLoggers.class.getName());
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = ClassBytes.of(name);
            if (isOldResource) {
                bytes = RenamedType.LOADABLE_RESOURCE.relink(bytes);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
