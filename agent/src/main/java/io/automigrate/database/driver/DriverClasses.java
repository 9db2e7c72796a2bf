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

    /** Loads the classes that are known and on the class path. */
    public static void load(JdbcDriver driver) {
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
        kind.warmUp();
        for (String name : names) {
            link(name, driver.type().getClassLoader());
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
