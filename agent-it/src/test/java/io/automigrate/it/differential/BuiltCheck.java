package io.automigrate.it.differential;

import io.automigrate.it.jvm.AgentJar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;

/** The up-to-date check out of the built jar, in this JVM: thousands of child JVMs would take hours. */
final class BuiltCheck {
    private static final String MIGRATION = "io.automigrate.migration.";
    private static final String SETTINGS = "io.automigrate.settings.";

    /**
     * @param upToDate whether the check is sure
     * @param version the version that the check found; null for none
     * @param reason the reason why the check is not sure
     */
    record Answer(boolean upToDate, String version, String reason) {}

    private final Hidden hidden = new Hidden();

    /** Asks, with the scripts of these locations; on the class path there is nothing but this jar. */
    Answer ask(Scene scene, String vendor, Optional<Path> jar) {
        try {
            return askIt(scene, vendor, jar);
        } catch (InvocationTargetException e) {
            if (e.getCause().getClass().getName().endsWith("StartupException")) {
                return new Answer(false, null, "the scripts were refused");
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer askIt(Scene scene, String vendor, Optional<Path> jar) throws ReflectiveOperationException {
        Places places = scene.places;
        Class<?> rootsType = hidden.loadClass(MIGRATION + "classpath.ClassPathRoots");
        Object roots = method(rootsType.getName(), "of", List.class, ModuleLayer.class, List.class)
                .invoke(null, List.of(), ModuleLayer.boot(), jar.map(List::of).orElse(List.of()));
        Class<?> historyType = hidden.loadClass(SETTINGS + "Settings$History");
        Object history = historyType
                .getConstructor(List.class, Optional.class, String.class)
                .newInstance(places.schemas(), places.defaultSchema(), places.table());
        Object scripts = scripts(scene);
        Object catalog = method(MIGRATION + "MigrationCatalog", "read", scripts.getClass(), rootsType)
                .invoke(null, scripts, roots);
        try {
            Class<?> urlType = hidden.loadClass("io.automigrate.url.JdbcUrl");
            Object kind = method("io.automigrate.kind.known.DatabaseKinds", "of", urlType)
                    .invoke(null, urlType.getConstructor(String.class).newInstance("jdbc:" + vendor + "://db/scene"));
            Object check = hidden.loadClass(MIGRATION + "history.UpToDateCheck")
                    .getConstructor(
                            catalog.getClass(), historyType, hidden.loadClass("io.automigrate.kind.DatabaseKind"))
                    .newInstance(catalog, history, kind);
            Object answer =
                    method(check.getClass().getName(), "ask", Connection.class).invoke(check, scene.connection);
            if (answer.getClass().getSimpleName().equals("UpToDate")) {
                Optional<?> version = (Optional<?>) value(answer, "version");
                return new Answer(true, (String) version.orElse(null), "");
            }
            return new Answer(false, null, (String) value(answer, "reason"));
        } finally {
            method(MIGRATION + "MigrationCatalog", "close").invoke(catalog);
        }
    }

    private Object scripts(Scene scene) throws ReflectiveOperationException {
        List<Object> parsed = new ArrayList<>();
        for (String location : scene.locations()) {
            parsed.add(method(SETTINGS + "Location", "parse", String.class).invoke(null, location));
        }
        Class<?> namingType = hidden.loadClass(SETTINGS + "ScriptNaming");
        Naming named = scene.naming;
        Object naming = namingType
                .getConstructor(String.class, String.class, String.class, String.class, List.class, Charset.class)
                .newInstance(
                        named.versioned(),
                        named.repeatable(),
                        "U",
                        named.separator(),
                        named.suffixes(),
                        named.encoding());
        return hidden.loadClass(SETTINGS + "Settings$Scripts")
                .getConstructor(List.class, String.class, Map.class, namingType, boolean.class)
                .newInstance(parsed, "AUTO_MIGRATE_LOCATIONS", Map.of(), naming, true);
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
