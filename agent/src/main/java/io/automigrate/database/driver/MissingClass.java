package io.automigrate.database.driver;

/**
 * The reason why a driver's class can't be linked, and the remedy. A runtime image made with {@code jlink} often lacks a module that only
 * the driver needs.
 *
 * @param reason the message of the JVM, or the missing class and module
 * @param remedy the remedy for the operator
 */
public record MissingClass(String reason, String remedy) {
    private static final String[][] MODULES = {
        {"javax.naming.", "java.naming"},
        {"javax.management.", "java.management"},
        {"javax.security.sasl.", "java.security.sasl"},
        {"javax.security.auth.kerberos.", "java.security.jgss"},
        {"org.ietf.jgss.", "java.security.jgss"},
        {"javax.transaction.xa.", "java.transaction.xa"},
        {"javax.sql.rowset.", "java.sql.rowset"},
        {"java.util.logging.", "java.logging"},
        {"java.net.http.", "java.net.http"},
        {"java.rmi.", "java.rmi"},
        {"javax.xml.crypto.", "java.xml.crypto"},
        {"javax.xml.", "java.xml"},
        {"org.w3c.dom.", "java.xml"},
        {"org.xml.sax.", "java.xml"},
        {"java.awt.", "java.desktop"},
        {"sun.misc.", "jdk.unsupported"},
    };

    /** Returns the class that is missing behind a failure to load or to link. */
    public static MissingClass of(Throwable failure) {
        Throwable root = failure;
        while (!isMissing(root) && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (!isMissing(root) || root.getMessage() == null || root.getMessage().indexOf(' ') >= 0) {
            return new MissingClass(root.toString(), "use a version of the driver that fits this Java runtime");
        }
        String name = root.getMessage().replace('/', '.');
        for (String[] module : MODULES) {
            if (name.startsWith(module[0])) {
                return new MissingClass(
                        "the class " + name + " is missing, this Java runtime has no module " + module[1],
                        "add the module with \"jlink --add-modules " + module[1] + "\"");
            }
        }
        return new MissingClass(
                "the class " + name + " is missing",
                "add the library that holds it to the application; a driver's dependencies belong beside the driver");
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException;
    }
}
