package io.automigrate.engine.flyway;

import io.automigrate.engine.ClassBytes;
import io.automigrate.engine.SchemaEngine;
import io.automigrate.engine.logging.LibraryLoggers;
import io.automigrate.failure.StartupException;
import io.automigrate.log.MigrationLog;
import io.automigrate.migration.MigrationCatalog;
import io.automigrate.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** The Flyway on the application's class path, whatever its version, and the engine that links to it. */
final class ApplicationFlyway {
    private static final String VERSION = "org/flywaydb/core/internal/version.txt";
    private static final String FLYWAY = "org.flywaydb.core.Flyway";

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
            return in == null ? "of an unknown version" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "of an unknown version";
        }
    }

    SchemaEngine engine(Settings settings, MigrationCatalog catalog, MigrationLog log, LongSupplier nanoTime)
            throws ReflectiveOperationException {
        SchemaEngine engine = (SchemaEngine) new EngineLoader(application)
                .loadClass(FlywayEngine.class.getName())
                .getConstructor(
                        Settings.class,
                        MigrationCatalog.class,
                        ClassLoader.class,
                        MigrationLog.class,
                        LongSupplier.class)
                .newInstance(settings, catalog, application, log, nanoTime);
        return new WithItsLoader(engine, application);
    }

    /** Runs the engine with the application's class loader as context, which Java migrations expect. */
    private record WithItsLoader(SchemaEngine engine, ClassLoader application) implements SchemaEngine {
        @Override
        public <T> T perform(Task<T> task, DataSource source) throws StartupException, InterruptedException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                return engine.perform(task, source);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    /**
     * Loads the packages of the engine once more, below the application: here Flyway's types are the application's, and all other types of ours
     * the same as everywhere. One binary serves Flyway 7.15 to 13.
     */
    private static final class EngineLoader extends ClassLoader {
        private static final ClassLoader AGENT = EngineLoader.class.getClassLoader();
        private static final String ENGINE = SchemaEngine.class.getPackageName() + ".";

        /** Classes of the agent and of its libraries that the engine links to. */
        private static final String[] LIBRARIES = {"io.automigrate.", "com.zaxxer."};

        EngineLoader(ClassLoader application) {
            super(application);
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
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
