package example;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLStreamHandler;
import java.net.URLStreamHandlerFactory;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.Provider;
import java.security.Security;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.management.MBeanServerFactory;

/**
 * Prints what a library that ran before {@code main} could have left behind. Two runs, with and without an agent, must print the
 * same.
 *
 * <p>With {@code APP_URL} it connects first: some drivers keep a thread and a logger for themselves once they are used, by whomever.
 */
public final class PrintsTraces {
    private static final String[] AGENT_CLASSES = {
        "org.flywaydb.core.Flyway",
        "com.zaxxer.hikari.HikariDataSource",
        "org.tinylog.Logger",
        "org.tinylog.slf4j.TinylogLogger",
        "org.slf4j.LoggerFactory",
        "net.bytebuddy.ByteBuddy",
        "net.bytebuddy.jar.asm.ClassReader",
        "io.automigrate.Startup",
        "io.automigrate.failure.Failure",
    };

    private static final String[] AGENT_RESOURCES = {
        "META-INF/services/org.flywaydb.core.extensibility.Plugin",
        "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
        "org/flywaydb/core/internal/version.txt",
        "org/flywaydb/core/Flyway.class",
        "db/migration",
    };

    private PrintsTraces() {}

    /**
     * Prints everything, the most intrusive questions last.
     *
     * @param args any word: then say "waiting" and stay until the standard input ends, to be looked at from outside
     */
    public static void main(String[] args) throws Exception {
        if (System.getenv("APP_URL") != null) {
            DriverManager.getConnection(
                            System.getenv("APP_URL"), System.getenv("APP_USER"), System.getenv("APP_PASSWORD"))
                    .close();
        }
        printThreads();
        print("context class loader", name(Thread.currentThread().getContextClassLoader()));
        print("uncaught exception handler", String.valueOf(Thread.getDefaultUncaughtExceptionHandler()));
        print("MBean servers", MBeanServerFactory.findMBeanServer(null).size());
        print("locale", Locale.getDefault());
        print("time zone", TimeZone.getDefault().getID());
        print("connections", connections());
        printSystemProperties();
        printClasses();
        printResources();
        for (Provider provider : Security.getProviders()) {
            print("security provider", provider.getName());
        }
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            print("driver", driver.getClass().getName());
        }
        print("log manager", LogManager.getLogManager().getClass().getName());
        print("shutdown hooks", shutdownHooks());
        print("URL handler factory", urlHandlerFactory());

        if (args.length > 0) {
            System.out.println("waiting");
            awaitEndOfInput();
        }
    }

    /** The thread of PostgreSQL's driver lets go of its class loader some time after its start, so what it has is chance. */
    private static String contextClassLoader(Thread thread) {
        return thread.getName().startsWith("PostgreSQL-JDBC-Cleaner")
                ? ""
                : ", context class loader " + name(thread.getContextClassLoader());
    }

    private static void printThreads() {
        Collection<String> threads = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.add(thread.getName() + (thread.isDaemon() ? ", daemon" : "") + contextClassLoader(thread));
        }
        for (String thread : threads) {
            print("thread", thread);
        }
    }

    private static void printSystemProperties() {
        for (Object key : new TreeSet<>(System.getProperties().keySet())) {
            print("property", key + "=" + System.getProperties().get(key));
        }
    }

    private static void printClasses() {
        for (String name : AGENT_CLASSES) {
            print("class", name + (isLoadable(name) ? " is there" : " is not there"));
        }
    }

    private static void printResources() throws IOException {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        for (String name : AGENT_RESOURCES) {
            print("resource", name + ": " + Collections.list(loader.getResources(name)));
        }
    }

    private static boolean isLoadable(String name) {
        try {
            Class.forName(name, false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static String name(ClassLoader loader) {
        return loader == null ? "null" : loader.getClass().getName();
    }

    // Linux only; elsewhere both runs print 0. The JVM keeps a socket that belongs to no connection for its own use.
    private static int connections() throws IOException {
        Set<String> known = new HashSet<>();
        for (String table : new String[] {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
            if (new File(table).exists()) {
                for (String line : Files.readAllLines(Paths.get(table))) {
                    known.add("socket:[" + line.trim().split("\\s+")[9] + "]");
                }
            }
        }
        int connections = 0;
        File[] descriptors = new File("/proc/self/fd").listFiles();
        for (File descriptor : descriptors == null ? new File[0] : descriptors) {
            try {
                if (known.contains(Files.readSymbolicLink(descriptor.toPath()).toString())) {
                    connections++;
                }
            } catch (IOException e) {
                // The descriptor of the directory listing itself, closed by now.
                continue;
            }
        }
        return connections;
    }

    // Needs --add-opens java.base/java.lang=ALL-UNNAMED from Java 16 on.
    private static Object shutdownHooks() {
        try {
            Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
            hooks.setAccessible(true);
            return ((Map<?, ?>) hooks.get(null)).size();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return "not visible";
        }
    }

    // There is no getter. The second caller gets an Error.
    private static String urlHandlerFactory() {
        try {
            URL.setURLStreamHandlerFactory(new NoHandlers());
            return "was not set";
        } catch (Error e) {
            return "was set";
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // The caller needs no message.
            continue;
        }
    }

    private static void print(String label, Object value) {
        System.out.println(label + ": " + value);
    }

    private static final class NoHandlers implements URLStreamHandlerFactory {
        @Override
        public URLStreamHandler createURLStreamHandler(String protocol) {
            return null;
        }
    }
}
