package io.automigrate.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The URLs of what is in the hidden part of the jar and no class. They have a protocol of their own with its handler at hand: no global
 * handler is registered, and applications that switch the caching of {@code jar:} URLs don't reach us. A class of its own, because a
 * start that finds nothing to do asks for no resource.
 */
final class HiddenResource extends URLStreamHandler {
    private final JarFile jar;
    private final String folder;

    private HiddenResource(JarFile jar, String folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /**
     * Returns a URL that works as long as the jar is open.
     *
     * @param folder of the jar, with {@code /} at its end
     * @param name below the folder
     */
    static URL url(JarFile jar, String folder, String name) {
        try {
            return new URL(null, "auto-migrate:" + name, new HiddenResource(jar, folder));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new URLConnection(url) {
            @Override
            public void connect() {
                // Nothing to do: the jar is open.
            }

            @Override
            public InputStream getInputStream() throws IOException {
                JarEntry entry = jar.getJarEntry(folder + url.getPath());
                if (entry == null) {
                    throw new IOException("no such entry in the agent jar: " + url.getPath());
                }
                return jar.getInputStream(entry);
            }
        };
    }
}
