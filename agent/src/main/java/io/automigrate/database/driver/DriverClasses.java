package io.automigrate.database.driver;

import java.text.NumberFormat;
import java.util.GregorianCalendar;

/**
 * The largest classes that a driver needs between its first packet and our one statement. They are loaded and verified on a second
 * thread while the first attempt to connect is under way: else that attempt would do it, one after the other, and for the application
 * it is done once in any case (docs/design.md, "Connecting while the scripts are read").
 */
public final class DriverClasses {
    private static final String[] NONE = {};

    /** The last ones first: the attempt comes from the other end. */
    private static final String[] POSTGRESQL = {
        "org.postgresql.jdbc.PgResultSet",
        "org.postgresql.jdbc.PgStatement",
        "org.postgresql.jdbc.PgConnection",
        "org.postgresql.core.v3.QueryExecutorImpl",
        "org.postgresql.jdbc.TypeInfoCache",
        "org.postgresql.jdbc.TimestampUtils",
        "org.postgresql.core.Parser",
        "org.postgresql.core.v3.SimpleQuery",
        "org.postgresql.core.v3.SimpleParameterList",
        "org.postgresql.core.v3.replication.V3ReplicationProtocol",
        "org.postgresql.util.PGInterval",
        "org.postgresql.core.PGStream",
    };

    private static final String[] MARIADB = {
        "org.mariadb.jdbc.client.result.CompleteResult",
        "org.mariadb.jdbc.client.result.Result",
        "org.mariadb.jdbc.Statement",
        "org.mariadb.jdbc.Connection",
        "org.mariadb.jdbc.client.impl.StandardClient",
        "org.mariadb.jdbc.client.socket.impl.PacketWriter",
        "org.mariadb.jdbc.export.ExceptionFactory",
        "org.mariadb.jdbc.client.column.StringColumn",
        "org.mariadb.jdbc.client.column.TimestampColumn",
        "org.mariadb.jdbc.client.column.BlobColumn",
        "org.mariadb.jdbc.plugin.codec.ZonedDateTimeCodec",
        "org.mariadb.jdbc.plugin.codec.LocalTimeCodec",
    };

    private DriverClasses() {}

    /** Loads them, as far as they are known and there. */
    public static void load(JdbcDriver driver) {
        Class<?> type = driver.type();
        String[] names = of(type.getName());
        if (names == POSTGRESQL) {
            // It asks for both while it connects, and most of what they need is locale data of the JDK.
            NumberFormat.getIntegerInstance();
            new GregorianCalendar();
        }
        for (String name : names) {
            link(name, type.getClassLoader());
        }
    }

    static String[] of(String driver) {
        switch (driver) {
            case "org.postgresql.Driver":
                return POSTGRESQL;
            case "org.mariadb.jdbc.Driver":
                return MARIADB;
            default:
                return NONE;
        }
    }

    /**
     * Without initialising the class: two threads that initialise a driver's classes from both ends can wait for each other for ever.
     * Asking for its constructors makes the JVM link it, that is verify it, which is most of the time.
     */
    static void link(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader).getDeclaredConstructors();
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            // Another version of the driver. If it is broken, connecting says so.
        }
    }
}
