package io.automigrate.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads classes of the agent in the run that trains an archive of classes (AOT cache, JEP 483), so that a start in production with nothing
 * to migrate takes these classes from the archive. No class is initialised. The classes of drivers and of the engine are left out: the JVM makes
 * all classes of an AOT cache ready at each start, also those that this start does not need, and a larger cache takes longer to map.
 */
public final class ArchiveTraining implements Runnable {
    private static final String HIDDEN = "am/";
    private static final String ENDING = ".classdata";

    /** The agent's own packages, and the library that puts the hook into a host. */
    private static final List<String> LOADED = List.of("am/io/automigrate/", "am/net/bytebuddy/jar/asm/");

    /** The packages of migrations and of commands. */
    private static final List<String> LEFT_OUT = List.of(
            "am/io/automigrate/authoring/",
            "am/io/automigrate/backup/",
            "am/io/automigrate/command/",
            "am/io/automigrate/console/",
            "am/io/automigrate/doctor/",
            "am/io/automigrate/engine/",
            "am/io/automigrate/review/");

    private final Path agent;
    private final ClassLoader hidden;

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
                ArchiveTraining.class.getClassLoader());
    }

    /**
     * @param agent the jar of the agent
     * @param hidden the class loader of the jar's hidden part
     */
    ArchiveTraining(Path agent, ClassLoader hidden) {
        this.agent = agent;
        this.hidden = hidden;
    }

    /** @throws UncheckedIOException when the jar can't be read */
    @Override
    public void run() {
        try (JarFile jar = new JarFile(agent.toFile(), false)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(ENDING) && startsWithAny(name, LOADED) && !startsWithAny(name, LEFT_OUT)) {
                    load(name.substring(HIDDEN.length(), name.length() - ENDING.length())
                            .replace('/', '.'));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a lambda: a run that lists classes for AppCDS would list the lambda, and the JVM could not find its class later. */
    private static boolean startsWithAny(String name, List<String> folders) {
        for (String folder : folders) {
            if (name.startsWith(folder)) {
                return true;
            }
        }
        return false;
    }

    private void load(String name) {
        try {
            Class.forName(name, false, hidden);
        } catch (ClassNotFoundException | LinkageError e) {
            // The class is made for a library or a module that is not there. A start does not load the class either.
        }
    }
}
