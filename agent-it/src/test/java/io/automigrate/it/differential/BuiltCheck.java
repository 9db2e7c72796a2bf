package io.automigrate.it.differential;

import io.automigrate.it.jvm.AgentJar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;

/** The up-to-date check out of the built jar, in this JVM: thousands of child JVMs would take hours. */
final class BuiltCheck {
    private static final String MIGRATION = "io.automigrate.migration.";
    private static final String SETTINGS = "io.automigrate.settings.";

    /**
     * @param upToDate whether the check is sure
     * @param version what it would tell, when it is sure; null for none
     * @param reason why it is not sure
     */
    record Answer(boolean upToDate, String version, String reason) {}

    private final Hidden hidden = new Hidden();

    /** Asks, with the scripts of these locations; on the class path there is nothing but this jar. */
    Answer ask(Connection connection, String vendor, List<String> locations, Optional<Path> jar, Places places) {
        try {
            return askIt(connection, vendor, locations, jar, places);
        } catch (InvocationTargetException e) {
            if (e.getCause().getClass().getName().endsWith("StartupException")) {
                return new Answer(false, null, "the scripts were refused");
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer askIt(
            Connection connection, String vendor, List<String> locations, Optional<Path> jar, Places places)
            throws ReflectiveOperationException {
        List<Object> parsed = new ArrayList<>();
        for (String location : locations) {
            parsed.add(method(SETTINGS + "Location", "parse", String.class).invoke(null, location));
        }
        Class<?> rootsType = hidden.loadClass(MIGRATION + "classpath.ClassPathRoots");
        Object roots = method(rootsType.getName(), "of", List.class, ModuleLayer.class, List.class)
                .invoke(null, List.of(), ModuleLayer.boot(), jar.map(List::of).orElse(List.of()));
        Class<?> historyType = hidden.loadClass(SETTINGS + "Settings$History");
        Object history = historyType
                .getConstructor(List.class, Optional.class, String.class)
                .newInstance(places.schemas(), places.defaultSchema(), places.table());
        Object catalog = method(MIGRATION + "MigrationCatalog", "read", List.class, String.class, rootsType)
                .invoke(null, parsed, "AUTO_MIGRATE_LOCATIONS", roots);
        try {
            Object check = hidden.loadClass(MIGRATION + "history.UpToDateCheck")
                    .getConstructor(catalog.getClass(), historyType, String.class)
                    .newInstance(catalog, history, vendor);
            Object answer =
                    method(check.getClass().getName(), "ask", Connection.class).invoke(check, connection);
            if (answer.getClass().getSimpleName().equals("UpToDate")) {
                Optional<?> version = (Optional<?>) value(answer, "version");
                return new Answer(true, (String) version.orElse(null), "");
            }
            return new Answer(false, null, (String) value(answer, "reason"));
        } finally {
            method(MIGRATION + "MigrationCatalog", "close").invoke(catalog);
        }
    }

    private Method method(String type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        Method method = hidden.loadClass(type).getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    private static Object value(Object record, String component) throws ReflectiveOperationException {
        return record.getClass().getMethod(component).invoke(record);
    }

    /** Serves the hidden classes, as the agent's own loader does. */
    private static final class Hidden extends ClassLoader {
        private final JarFile jar;

        Hidden() {
            super(ClassLoader.getPlatformClassLoader());
            try {
                jar = new JarFile(AgentJar.path().toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String entry = "am/" + name.replace('.', '/') + ".classdata";
            if (jar.getEntry(entry) == null) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
