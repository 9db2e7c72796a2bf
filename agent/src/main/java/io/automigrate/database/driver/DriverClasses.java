package io.automigrate.database.driver;

import io.automigrate.kind.DatabaseAddress;
import io.automigrate.kind.DatabaseKind;
import io.automigrate.kind.known.DatabaseKinds;

/**
 * The largest classes that a driver needs between its first packet and the agent's one statement. A second thread loads and verifies them
 * during the first attempt to connect. Otherwise the attempt would load them one after the other. The application needs these classes in
 * any case (docs/design/connecting-while-scripts-are-read.md).
 */
public final class DriverClasses {
    private DriverClasses() {}

    /**
     * Loads the classes that are known and on the class path.
     *
     * @param hasPassword whether the login may need a password
     */
    public static void load(JdbcDriver driver, boolean hasPassword) {
        DatabaseAddress address = DatabaseKinds.at(driver.url());
        DatabaseKind kind = address.kind();
        String[] names = kind.largestClasses();
        boolean isOther = names.length > 0
                && address.wrappers().isEmpty()
                && !driver.type().getName().equals(kind.drivers()[0]);
        if (isOther) {
            // This is another driver, which does not contain the classes.
            return;
        }
        kind.warmUp(hasPassword);
        linkAll(names, driver.type().getClassLoader());
    }

    /**
     * Loads the classes of the known drivers that an application has, before the URL is known. No driver is initialised, so that none
     * registers itself.
     *
     * @param application the loader of the application's classes
     */
    public static void loadBeforeUrl(ClassLoader application) {
        for (DatabaseKind kind : DatabaseKinds.withLargeDrivers()) {
            String driver = kind.drivers()[0];
            if (application.getResource(driver.replace('.', '/') + ".class") != null) {
                link(driver, application);
                kind.warmUp(true);
                linkAll(kind.largestClasses(), application);
            }
        }
    }

    private static void linkAll(String[] names, ClassLoader loader) {
        for (String name : names) {
            link(name, loader);
        }
    }

    /**
     * Links the class without initialising it: two threads that initialise a driver's classes from both ends can wait for each other for ever.
     * Asking for its constructors makes the JVM link it, that is verify it, which is most of the time.
     */
    static void link(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader).getDeclaredConstructors();
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            // This is another version of the driver. If the driver is broken, the attempt to connect fails with the
            // reason.
        }
    }
}
