package io.automigrate.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The command that started this JVM.
 *
 * @param program the main class, {@code module/class} or archive; empty when a program embeds the JVM
 * @param classPath the elements of the class path
 */
public record LaunchCommand(String program, List<String> classPath) {
    /** A class path of an application that is packed into one archive, with a folder of settings or a driver beside it. */
    private static final int FEW = 3;

    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");

    /** Folders inside an archive that no class loader of the JDK looks into. */
    private static final List<String> NESTED = List.of("BOOT-INF/", "WEB-INF/");

    /** Properties of {@code java.util.logging} that the JVM reads once, when the first logger is asked for. */
    private static final String[] LOGGING_PROPERTIES = {
        "java.util.logging.manager", "java.util.logging.config.file", "java.util.logging.config.class"
    };

    /** Libraries that are a log manager, which {@code main} may name. */
    private static final String[] LOG_MANAGERS = {"log4j-jul", "jboss-logmanager"};

    /** Classes of the application that are read for the names of these properties, at most. */
    private static final int MOST_CLASSES = 40;

    public LaunchCommand {
        classPath = List.copyOf(classPath);
    }

    /** Returns the command that started this JVM. */
    public static LaunchCommand ofThisJvm() {
        return of(System.getProperties());
    }

    static LaunchCommand of(Properties properties) {
        String command = properties.getProperty("sun.java.command", "");
        String classPath = properties.getProperty("java.class.path", "");
        return new LaunchCommand(program(command, classPath), List.of(classPath.split(File.pathSeparator)));
    }

    /** The property holds the arguments, too. A path with spaces is recognised by the class path, which with -jar is that path. */
    private static String program(String command, String classPath) {
        boolean isFirst = command.startsWith(classPath)
                && (command.length() == classPath.length() || command.charAt(classPath.length()) == ' ');
        if (isFirst && isArchive(classPath, classPath)) {
            return classPath;
        }
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }

    /**
     * Returns whether the program is an archive. With {@code -jar} the class path is the archive, whatever the name of the file; the main
     * class of a program is not a file.
     */
    private static boolean isArchive(String program, String classPath) {
        return program.endsWith(".jar")
                || program.endsWith(".war")
                || program.equals(classPath) && new File(program).isFile();
    }

    private boolean isArchive() {
        return isArchive(program, classPath.size() == 1 ? classPath.get(0) : "");
    }

    /** Returns the main class of the command or of the started archive's manifest; empty when there is none. */
    public String mainClass() {
        if (!isArchive()) {
            return program.substring(program.lastIndexOf('/') + 1);
        }
        return manifestEntry(Attributes.Name.MAIN_CLASS);
    }

    /** Returns the package of the main class, or of the class that Spring Boot's launcher starts; none for a class without a package. */
    public List<String> packages() {
        String started = isArchive() ? manifestEntry(START_CLASS) : "";
        String main = started.isEmpty() ? mainClass() : started;
        return main.indexOf('.') < 0 ? List.of() : List.of(main.substring(0, main.lastIndexOf('.')));
    }

    private String manifestEntry(Attributes.Name name) {
        try (JarFile archive = new JarFile(new File(program), false)) {
            Manifest manifest = archive.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(name);
            return value == null ? "" : value.trim();
        } catch (IOException e) {
            // The JVM reports this problem itself.
            return "";
        }
    }

    /** Returns the names of the files on the class path, those among them that the manifest of the started archive adds. */
    List<String> libraries() {
        List<String> names = new ArrayList<>();
        for (String element : classPath) {
            names.add(new File(element).getName());
        }
        if (isArchive()) {
            StringTokenizer added = new StringTokenizer(manifestEntry(Attributes.Name.CLASS_PATH));
            while (added.hasMoreTokens()) {
                String path = added.nextToken();
                names.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return names;
    }

    /** Returns whether one of the few archives of a class path, which then hold the libraries, too, has this entry. */
    boolean isPackedTogether(String entry) {
        if (classPath.size() > FEW) {
            return false;
        }
        for (String element : classPath) {
            if (new File(element).isFile() && holds(element, entry)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the started archive has this folder. */
    boolean holds(String folder) {
        return isArchive() && holds(program, folder);
    }

    private static boolean holds(String file, String entry) {
        try (JarFile archive = new JarFile(new File(file), false)) {
            return archive.getEntry(entry) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the folder of the started archive whose content only a launcher of its own can load, for example {@code WEB-INF/}. */
    Optional<String> nestedFolder() {
        return NESTED.stream().filter(this::holds).findFirst();
    }

    /** Returns whether the class path holds no archive, only folders. */
    public boolean hasFoldersOnly() {
        for (String element : classPath) {
            if (!new File(element).isDirectory()) {
                return false;
            }
        }
        return !isArchive();
    }

    boolean hasOnClassPath(String fileName) {
        return classPath.stream()
                .anyMatch(element -> new File(element).getName().equals(fileName));
    }

    /**
     * Returns whether the application configures {@code java.util.logging} in a way that the JVM looks at only once, so that a driver must not
     * ask for a logger before {@code main}: whether the command line, the class path, or the main class and the classes that it leads
     * to in its package say so. Other places are not found.
     */
    public boolean configuresJavaLogging(ClassLoader application) {
        if (application != ClassLoader.getSystemClassLoader()) {
            // A host has begun the logging before.
            return false;
        }
        for (String property : LOGGING_PROPERTIES) {
            if (System.getProperty(property) != null) {
                return true;
            }
        }
        for (String library : libraries()) {
            for (String manager : LOG_MANAGERS) {
                if (library.startsWith(manager)) {
                    return true;
                }
            }
        }
        return namesLoggingProperty(mainClass(), application);
    }

    static boolean namesLoggingProperty(String mainClass, ClassLoader application) {
        String main = mainClass.replace('.', '/');
        // Two words, "com/example/", or one where the class has only one.
        int slash = main.indexOf('/', main.indexOf('/') + 1);
        String own = main.substring(0, (slash < 0 ? main.indexOf('/') : slash) + 1);
        Deque<String> next = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        next.add(main);
        seen.add(main);
        for (int read = 0; read < MOST_CLASSES && !next.isEmpty(); read++) {
            String text = text(next.remove(), application);
            for (String property : LOGGING_PROPERTIES) {
                if (text.contains(property)) {
                    return true;
                }
            }
            if (!own.isEmpty()) {
                follow(text, own, seen, next);
            }
        }
        return false;
    }

    /** Adds the classes that a class file names in the constants of the form: tag, length, name. */
    private static void follow(String text, String own, Set<String> seen, Deque<String> next) {
        for (int at = text.indexOf(own, 3); at >= 0; at = text.indexOf(own, at + 1)) {
            int length = (text.charAt(at - 2) << 8) + text.charAt(at - 1);
            boolean isName = text.charAt(at - 3) == 1 && at + length <= text.length();
            String name = isName ? text.substring(at, at + length) : "";
            if (isName && name.indexOf(';') < 0 && name.indexOf(' ') < 0 && seen.add(name)) {
                next.add(name);
            }
        }
    }

    /** Returns the bytes as characters; empty for a class that is not there. */
    private static String text(String name, ClassLoader application) {
        try (InputStream in = application.getResourceAsStream(name + ".class")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
