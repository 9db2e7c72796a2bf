package io.automigrate.bootstrap;

import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Serves the hidden part of the agent jar: {@code am/**}, classes under the ending {@code .classdata}. Its own classes come first; of
 * the rest it lets only the platform's through. So the application sees nothing of ours, and ours nothing of the application's.
 */
final class AgentClassLoader extends ClassLoader implements Closeable {
    static {
        registerAsParallelCapable();
    }

    private static final String HIDDEN = "am/";
    private static final String MAIN_PACKAGE = "io.automigrate";
    private static final String PREMAIN_CLASS = "Premain-Class";

    private final JarFile jar;
    private final ProtectionDomain domain;

    private AgentClassLoader(File file, JarFile jar, String version) throws IOException {
        super(platform());
        this.jar = jar;
        domain = new ProtectionDomain(new CodeSource(file.toURI().toURL(), (Certificate[]) null), null);
        definePackage(MAIN_PACKAGE, null, null, null, null, version, null, null);
    }

    /**
     * Opens the jar that a class of the agent came from.
     *
     * @throws IOException when that is not the agent's own jar
     */
    static AgentClassLoader over(Class<?> agent) throws IOException {
        File file;
        try {
            file = new File(
                    agent.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("can't find the agent's own jar: " + e, e);
        }
        // The argument false skips the check of signatures, which is slow before the JIT runs. An account that can
        // replace the jar can
        // replace the agent in any case.
        JarFile jar = new JarFile(file, false);
        Manifest manifest = jar.getManifest();
        Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
        if (!agent.getName().equals(attributes.getValue(PREMAIN_CLASS))) {
            jar.close();
            throw new IOException("\"" + file + "\" holds the agent's classes but is not the agent's jar;"
                    + " take auto-migrate-agent.jar out of the application's own jar");
        }
        return new AgentClassLoader(file, jar, attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
    }

    /** Returns the jar. */
    File file() {
        return new File(jar.getName());
    }

    private static ClassLoader platform() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            // The JVM asks for each of these once; there is nothing of ours to look for first.
            return getParent().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = define(name);
            }
            if (loaded == null) {
                loaded = fromPlatform(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        JarEntry entry = jar.getJarEntry(HIDDEN.concat(name.replace('.', '/')).concat(".classdata"));
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = readFully(in, (int) entry.getSize());
            return defineClass(name, bytes, 0, bytes.length, domain);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /**
     * In a modular application the platform's loader also finds the application's modules, so names are filtered. Flyway looks for
     * optional libraries by name: it must not find the application's.
     */
    private Class<?> fromPlatform(String name) throws ClassNotFoundException {
        if (name.startsWith("javax.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.")
                || name.startsWith("jdk.")
                || name.startsWith("org.w3c.dom.")
                || name.startsWith("org.xml.sax.")
                || name.startsWith("org.ietf.jgss.")) {
            return getParent().loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return findResources(name);
    }

    @Override
    protected URL findResource(String name) {
        return jar.getJarEntry(HIDDEN + name) == null ? null : HiddenResource.url(jar, HIDDEN, name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL url = findResource(name);
        return url == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singletonList(url));
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }

    /** All of an entry, whose length is known: one array, filled at once as long as nothing is compressed. */
    private static byte[] readFully(InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length) {
            int count = in.read(bytes, read, length - read);
            if (count < 0) {
                throw new EOFException("the agent's jar was changed while it was read");
            }
            read += count;
        }
        return bytes;
    }
}
