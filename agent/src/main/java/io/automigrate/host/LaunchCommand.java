package io.automigrate.host;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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

    /** Folders inside an archive that no class loader of the JDK looks into. */
    private static final List<String> NESTED = List.of("BOOT-INF/", "WEB-INF/");

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
    String mainClass() {
        if (!isArchive()) {
            return program.substring(program.lastIndexOf('/') + 1);
        }
        return manifestEntry(Attributes.Name.MAIN_CLASS);
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
}
