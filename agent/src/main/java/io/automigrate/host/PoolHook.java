package io.automigrate.host;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in the code of a connection pool at which the pool knows its settings and has not opened a connection, on the thread that
 * asked for the pool. {@code HookSignatureTest} holds the places against the real classes.
 */
public enum PoolHook {
    /** The last step of the constructor before the pool's own threads begin. */
    HIKARI("HikariCP", Hook.atEntry("com/zaxxer/hikari/pool/HikariPool", "checkFailFast", "()V", 0)),

    /** Has only the settings at hand: the pool itself does not know them before. */
    TOMCAT_JDBC(
            "Tomcat JDBC",
            "org.apache.tomcat.jdbc.pool.PoolConfiguration",
            Hook.atEntry(
                    "org/apache/tomcat/jdbc/pool/ConnectionPool",
                    "init",
                    "(Lorg/apache/tomcat/jdbc/pool/PoolConfiguration;)V",
                    1)),

    DBCP(
            "Commons DBCP 2",
            Hook.atEntry(
                    "org/apache/commons/dbcp2/BasicDataSource",
                    "createConnectionFactory",
                    "()Lorg/apache/commons/dbcp2/ConnectionFactory;",
                    0)),

    /** DBCP under the name of Tomcat's copy, for the data sources in Tomcat's configuration. */
    TOMCAT_DBCP(
            "Tomcat DBCP 2",
            Hook.atEntry(
                    "org/apache/tomcat/dbcp/dbcp2/BasicDataSource",
                    "createConnectionFactory",
                    "()Lorg/apache/tomcat/dbcp/dbcp2/ConnectionFactory;",
                    0)),

    AGROAL("Agroal", Hook.atEntry("io/agroal/pool/ConnectionPool", "init", "()V", 0)),

    /** The data source of the library that does not pool. */
    AGROAL_POOLLESS("Agroal", Hook.atEntry("io/agroal/pool/Poolless", "init", "()V", 0));

    private final String title;
    private final String contextType;
    private final Hook hook;

    PoolHook(String title, Hook hook) {
        this(title, hook.className().replace('/', '.'), hook);
    }

    PoolHook(String title, String contextType, Hook hook) {
        this.title = title;
        this.contextType = contextType;
        this.hook = hook;
    }

    /** Returns the names of the pools, as text for messages. */
    public static String names() {
        List<String> names = new ArrayList<>();
        for (PoolHook pool : values()) {
            if (!names.contains(pool.title)) {
                names.add(pool.title);
            }
        }
        return String.join(", ", names);
    }

    /** Returns whether a class loader can see any pool. */
    public static boolean isAnyVisibleTo(ClassLoader loader) {
        return !visibleTo(loader).isEmpty();
    }

    static List<Hook> visibleTo(ClassLoader loader) {
        List<Hook> found = new ArrayList<>();
        for (PoolHook pool : values()) {
            if (loader.getResource(pool.hook.className() + ".class") != null) {
                found.add(pool.hook);
            }
        }
        return found;
    }

    /** Returns the pool whose hook gives this object; {@code null} for an object of a host. */
    public static PoolHook ofContext(Object place) {
        for (PoolHook pool : values()) {
            if (LoadedType.isInstance(pool.contextType, place)) {
                return pool;
            }
        }
        return null;
    }

    Hook hook() {
        return hook;
    }

    /** Returns the name of the pool for messages. */
    @Override
    public String toString() {
        return title;
    }
}
