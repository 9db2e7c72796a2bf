package io.automigrate.engine.flyway;

import io.automigrate.migration.MigrationCatalog;
import io.automigrate.migration.MigrationClass;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The application's Java migrations and callbacks, which the catalog has found. The list does not depend on the packaging of the
 * application.
 *
 * @param loader the loader that Flyway gets as the application's class loader
 * @param migrations classes that implement Flyway's type
 * @param named migrations that the agent only looks up in the history
 * @param callbacks instances of the classes that implement Flyway's type
 */
record JavaClasses(
        ClassLoader loader,
        List<Class<? extends JavaMigration>> migrations,
        List<JavaMigration> named,
        List<Callback> callbacks) {
    private static final String CALLBACKS = "db/callback";

    /** Returns no classes. */
    static JavaClasses none(ClassLoader loader) {
        return new JavaClasses(loader, List.of(), List.of(), List.of());
    }

    /** Returns the migrations by their names only, for a Flyway that looks for them in the history and runs none. */
    static JavaClasses named(ClassLoader loader, MigrationCatalog catalog) {
        List<JavaMigration> named = new ArrayList<>();
        for (MigrationClass migration : catalog.javaMigrations()) {
            NamedMigration.of(migration).ifPresent(named::add);
        }
        return new JavaClasses(loader, List.of(), named, List.of());
    }

    static JavaClasses of(ClassLoader application, MigrationCatalog catalog) {
        List<Class<? extends JavaMigration>> migrations = new ArrayList<>();
        for (MigrationClass migration : catalog.javaMigrations()) {
            Class<?> type = load(migration, application);
            if (isInstantiable(type, JavaMigration.class)) {
                migrations.add(type.asSubclass(JavaMigration.class));
            }
        }
        List<Callback> callbacks = new ArrayList<>();
        for (MigrationClass callback : catalog.javaCallbacks()) {
            Class<?> type = load(callback, application);
            if (isInstantiable(type, Callback.class)) {
                callbacks.add(instantiate(type.asSubclass(Callback.class)));
            }
        }
        return new JavaClasses(new WithoutCallbackFolder(application), migrations, List.of(), callbacks);
    }

    private static boolean isInstantiable(Class<?> type, Class<?> wanted) {
        return wanted.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
    }

    private static Class<?> load(MigrationClass named, ClassLoader application) {
        try {
            return Class.forName(named.className(), false, application);
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(named.className() + " (" + named.place() + ")");
        }
    }

    private static Callback instantiate(Class<? extends Callback> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the callback " + type.getName() + " can't be made: " + e, e);
        }
    }

    /**
     * Flyway's constructor searches this folder for callbacks, and then drops the callbacks that it was given, so the agent would not see
     * the migrations.
     */
    private static final class WithoutCallbackFolder extends ClassLoader {
        WithoutCallbackFolder(ClassLoader application) {
            super(application);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.startsWith(CALLBACKS) ? Collections.emptyEnumeration() : super.getResources(name);
        }
    }
}
