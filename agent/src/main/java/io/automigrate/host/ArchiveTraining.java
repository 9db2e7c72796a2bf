package io.automigrate.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads classes in the run that trains an archive of classes (AOT cache, JEP 483), so that a start in production takes these classes from
 * the archive: the classes of the agent, and those of the JDBC drivers on the class path. The run itself would load neither, because no
 * database is there while an image is built. No class is initialised, so no code of a driver runs.
 */
public final class ArchiveTraining implements Runnable {
    private static final String HIDDEN = "am/";
    private static final String HIDDEN_ENDING = ".classdata";
    private static final String ENDING = ".class";
    private static final String DRIVERS = "META-INF/services/java.sql.Driver";

    private final Path agent;
    private final ClassLoader hidden;
    private final ClassLoader application;

    /**
     * Finds the agent's own jar; the bootstrap calls this constructor by reflection.
     *
     * @throws URISyntaxException when the place of the jar is no file
     */
    public ArchiveTraining() throws URISyntaxException {
        this(
                Path.of(ArchiveTraining.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()),
                ArchiveTraining.class.getClassLoader(),
                ClassLoader.getSystemClassLoader());
    }

    /**
     * @param agent the jar of the agent
     * @param hidden the class loader of the jar's hidden part
     * @param application the class loader of the application, whose drivers are loaded
     */
    ArchiveTraining(Path agent, ClassLoader hidden, ClassLoader application) {
        this.agent = agent;
        this.hidden = hidden;
        this.application = application;
    }

    /** @throws UncheckedIOException when a jar can't be read */
    @Override
    public void run() {
        try (JarFile jar = new JarFile(agent.toFile(), false)) {
            load(jar, HIDDEN, HIDDEN, HIDDEN_ENDING, hidden);
            for (URL drivers : Collections.list(application.getResources(DRIVERS))) {
                loadDrivers(drivers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of classes is passed over: no JVM archives classes that are not in a jar. */
    private void loadDrivers(URL drivers) throws IOException {
        URLConnection connection = drivers.openConnection();
        if (!(connection instanceof JarURLConnection inJar)) {
            return;
        }
        connection.setUseCaches(false);
        try (JarFile jar = inJar.getJarFile()) {
            String text = new String(jar.getInputStream(inJar.getJarEntry()).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String driver = line.strip();
                if (!driver.isEmpty() && !driver.startsWith("#")) {
                    load(jar, packageOf(driver), "", ENDING, application);
                }
            }
        }
    }

    /** Returns the first two names of the package: the jar may be an application's whole program with all its libraries. */
    private static String packageOf(String driver) {
        int second = driver.indexOf('.', driver.indexOf('.') + 1);
        return (second < 0 ? driver : driver.substring(0, second)).replace('.', '/') + '/';
    }

    private static void load(JarFile jar, String folder, String root, String ending, ClassLoader loader) {
        jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(folder) && name.endsWith(ending))
                .map(name -> name.substring(root.length(), name.length() - ending.length())
                        .replace('/', '.'))
                .forEach(name -> load(name, loader));
    }

    private static void load(String name, ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            // The class is made for an optional library that is not there. A start does not load the class either.
        }
    }
}
