package io.automigrate.database.driver;

/** Threads that a driver starts for the life of the JVM, and that would keep the driver's loader alive. */
final class DriverThreads {
    /** The classes that end such a thread: MySQL's. */
    static final String[] OWNERS = {
        "com.mysql.cj.jdbc.AbandonedConnectionCleanupThread", "com.mysql.jdbc.AbandonedConnectionCleanupThread"
    };

    private DriverThreads() {}

    /** Ends the thread; does nothing when the class was not loaded. */
    static void end(Class<?> owner) {
        if (owner == null) {
            return;
        }
        try {
            owner.getMethod("uncheckedShutdown").invoke(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            // A version that has no such method: its thread stays, and with it the loader.
            return;
        }
    }
}
