package io.automigrate.database.driver;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;

/**
 * Loads drivers that the application does not have. A driver registers itself with {@code DriverManager} when its class is
 * initialised, and would stay there: {@code DriverManager} gives out a registered driver, which is needed to take it back, only after
 * its one search for drivers, and that belongs to the application. So in the classes of this loader the name {@code DriverManager}
 * stands for {@link UnregisteredDrivers}.
 */
final class ExtraClassLoader extends URLClassLoader {
    private static final Class<?> STAND_IN = UnregisteredDrivers.class;

    private final List<ClassPathEntry> entries;

    private ExtraClassLoader(URL[] urls, List<ClassPathEntry> entries, ClassLoader application) {
        super("auto-migrate-classpath", urls, application);
        this.entries = entries;
    }

    /** Returns a new loader; by the type that is loaded anyway, so that a start which does not need this class does without it. */
    static URLClassLoader open(List<Path> paths, ClassLoader application) throws IOException {
        List<ClassPathEntry> entries = new ArrayList<>();
        try {
            URL[] urls = new URL[paths.size()];
            for (Path path : paths) {
                ClassPathEntry entry = ClassPathEntry.open(path);
                urls[entries.size()] = entry.url();
                entries.add(entry);
            }
            return new ExtraClassLoader(urls, entries, application);
        } catch (IOException e) {
            closeAll(entries);
            throw e;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.equals(STAND_IN.getName())) {
            return STAND_IN;
        }
        String path = name.replace('.', '/').concat(".class");
        try {
            for (ClassPathEntry entry : entries) {
                byte[] bytes = entry.read(path);
                if (bytes != null) {
                    return define(name, bytes, entry);
                }
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        // Jars that the manifest of another one names.
        return super.findClass(name);
    }

    private Class<?> define(String name, byte[] bytes, ClassPathEntry entry) throws IOException {
        int dot = name.lastIndexOf('.');
        if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
            Manifest manifest = entry.manifest();
            definePackage(name.substring(0, dot), manifest == null ? new Manifest() : manifest, entry.url());
        }
        byte[] renamed = ConstantPool.rename(
                bytes, "java/sql/DriverManager", STAND_IN.getName().replace('.', '/'));
        return defineClass(name, renamed, 0, renamed.length, new CodeSource(entry.url(), (Certificate[]) null));
    }

    @Override
    public void close() throws IOException {
        for (String name : DriverThreads.OWNERS) {
            DriverThreads.end(findLoadedClass(name));
        }
        closeAll(entries);
        super.close();
    }

    private static void closeAll(List<ClassPathEntry> entries) throws IOException {
        for (ClassPathEntry entry : entries) {
            entry.close();
        }
    }
}
