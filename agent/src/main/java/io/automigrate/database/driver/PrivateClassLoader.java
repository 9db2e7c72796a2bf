package io.automigrate.database.driver;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads classes of the application a second time, for the agent alone: the driver, and the application's Flyway with its Java migrations.
 * The copies log to the agent, so that the application's logging is begun by the application, with the configuration that the
 * application gives it. slf4j and tinylog are the agent's; the names of the two classes of {@code java.util.logging} that would choose the JVM's log
 * manager stand for {@link SilentLogger} and {@link SilentLogging}, and the name of the class that would do so to manage the JVM for
 * {@link PrivateManagement}; no other logging library finds a configuration.
 */
final class PrivateClassLoader extends ClassLoader implements Closeable {
    static {
        registerAsParallelCapable();
    }

    private static final ClassLoader AGENT = PrivateClassLoader.class.getClassLoader();

    /** Packages of the JDK, and those of which the application's own classes are used. */
    private static final String[] JDK = {
        "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.w3c.dom.", "org.xml.sax.", "org.ietf.jgss."
    };

    private static final String[] OF_AGENT = {"io.automigrate.database.driver.", "org.slf4j.", "org.tinylog."};

    /** The beginnings of the names of files with which logging libraries are configured. */
    private static final String[] CONFIGURATIONS = {
        "logback", "log4j", "tinylog", "simplelogger", "commons-logging", "logging."
    };

    /** Makes log4j's API silent: the file names a factory that is part of the API. */
    private static final String LOG4J_PROPERTIES = "log4j2.component.properties";

    private static final String FILE = "file:";
    private static final String IN_JAR = "jar:" + FILE;
    private static final String ENTRY = "!/";

    private static final String[][] STAND_INS = {
        {"java/sql/DriverManager", name(UnregisteredDrivers.class)},
        {"java/util/logging/Logger", name(SilentLogger.class)},
        {"java/util/logging/LogManager", name(SilentLogging.class)},
        {"java/lang/management/ManagementFactory", name(PrivateManagement.class)},
    };

    private final String[] shared;
    private final Map<String, JarFile> jars = new HashMap<>();
    private final Map<String, ProtectionDomain> domains = new HashMap<>();

    /**
     * @param application the loader of the application's classes
     * @param shared the beginnings of the names of classes that are not copied
     */
    private PrivateClassLoader(ClassLoader application, String[] shared) {
        super("auto-migrate-private", application);
        this.shared = shared;
    }

    /** Returns a new loader; by the type that is loaded anyway, so that a start which needs no copies does without this class. */
    static ClassLoader over(ClassLoader application, String[] shared) {
        return new PrivateClassLoader(application, shared);
    }

    private static String name(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (startsWithOneOf(name, JDK) || startsWithOneOf(name, shared)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && startsWithOneOf(name, OF_AGENT)) {
                loaded = ofAgent(name);
            }
            return loaded == null ? copy(name) : loaded;
        }
    }

    /** Returns null for a class that only the application has: a part of slf4j's that the agent does not need. */
    private static Class<?> ofAgent(String name) {
        try {
            return AGENT.loadClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private Class<?> copy(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/').concat(".class");
        URL url = getParent().getResource(path);
        if (url == null) {
            // Made by another agent, or in a loader that shows no files.
            return getParent().loadClass(name);
        }
        try {
            byte[] bytes = read(url);
            for (String[] standIn : STAND_INS) {
                bytes = ConstantPool.rename(bytes, standIn[0], standIn[1]);
            }
            return defineClass(name, bytes, 0, bytes.length, domain(url.toString(), path));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] read(URL url) throws IOException {
        String text = url.toString();
        String file = jarFile(text);
        if (file.isEmpty()) {
            try (InputStream in = url.openStream()) {
                return in.readAllBytes();
            }
        }
        // A stream of the URL would leave the jar open in the JVM's cache of jars.
        JarFile jar = jar(file);
        ZipEntry entry = jar.getEntry(decoded(text.substring(text.indexOf(ENTRY) + ENTRY.length())));
        if (entry == null) {
            throw new IOException("there is no " + url + " any more");
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    /** Returns the URL of the file that holds an entry; empty for another URL than that of an entry in a jar that is a file. */
    private static String jarFile(String url) {
        int end = url.indexOf(ENTRY);
        return url.startsWith(IN_JAR) && url.indexOf(ENTRY, end + 1) < 0
                ? url.substring(IN_JAR.length() - FILE.length(), end)
                : "";
    }

    private synchronized JarFile jar(String url) throws IOException {
        JarFile open = jars.get(url);
        if (open == null) {
            // Signatures are not checked: the application's own copy of the class has been or will be.
            open = new JarFile(new File(URI.create(url)), false);
            jars.put(url, open);
        }
        return open;
    }

    private static String decoded(String name) {
        return name.indexOf('%') < 0 ? name : URI.create(name).getPath();
    }

    private ProtectionDomain domain(String url, String path) throws IOException {
        String file = jarFile(url);
        String place = file.isEmpty() ? url.substring(0, url.length() - path.length()) : file;
        synchronized (domains) {
            ProtectionDomain known = domains.get(place);
            if (known == null) {
                known = new ProtectionDomain(new CodeSource(new URL(place), (Certificate[]) null), null, this, null);
                domains.put(place, known);
            }
            return known;
        }
    }

    @Override
    public URL getResource(String name) {
        if (name.equals(LOG4J_PROPERTIES)) {
            return AGENT.getResource(LOG4J_PROPERTIES);
        }
        return isConfiguration(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!isConfiguration(name)) {
            return super.getResources(name);
        }
        URL own = getResource(name);
        return own == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(own));
    }

    private static boolean isConfiguration(String name) {
        return !name.endsWith(".class") && startsWithOneOf(name, CONFIGURATIONS);
    }

    private static boolean startsWithOneOf(String name, String[] beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Closes the jars, and ends what would keep the classes alive. */
    @Override
    public synchronized void close() throws IOException {
        for (String name : DriverThreads.OWNERS) {
            DriverThreads.end(findLoadedClass(name));
        }
        for (JarFile jar : jars.values()) {
            jar.close();
        }
    }
}
