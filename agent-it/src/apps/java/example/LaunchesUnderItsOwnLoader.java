package example;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Works like the launcher of a packed application: the real application and its driver are in a class loader of their own, which is the
 * context class loader from then on.
 */
public final class LaunchesUnderItsOwnLoader {
    private LaunchesUnderItsOwnLoader() {}

    /**
     * Runs the main class in the new class loader.
     *
     * @param args the loader's class path, the main class
     */
    public static void main(String[] args) throws Exception {
        String[] classPath = args[0].split(File.pathSeparator);
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = new File(classPath[i]).toURI().toURL();
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls, ClassLoader.getSystemClassLoader().getParent())) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(args[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        }
    }
}
