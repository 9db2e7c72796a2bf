package io.automigrate.it.jvm;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JDK to launch applications with.
 *
 * @param home the folder of the JDK
 * @param version as it calls itself: {@code 17.0.15}, {@code 1.8.0_402}
 */
public record Jdk(Path home, String version) {
    /** The oldest Java that the agent supports. */
    public static final int OLDEST = 17;

    private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

    /** Returns the JDK that runs the tests. */
    public static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    /** Returns the JDKs that the agent must run on: the running one first. */
    public static List<Jdk> supported() {
        return known().filter(jdk -> jdk.feature() >= OLDEST).toList();
    }

    /** Returns the JDKs that the agent must refuse; none unless {@code -Dit.jdks} names some. */
    public static List<Jdk> tooOld() {
        return known().filter(jdk -> jdk.feature() < OLDEST).toList();
    }

    /** Returns the newest of the supported ones. */
    public static Jdk newest() {
        return supported().stream()
                .max((one, other) -> Integer.compare(one.feature(), other.feature()))
                .orElseThrow();
    }

    /** Returns the feature version, for example 17. */
    public int feature() {
        String[] numbers = version.split("[^0-9]+");
        return Integer.parseInt(numbers[0].equals("1") ? numbers[1] : numbers[0]);
    }

    /** Returns the file of one of the tools. */
    public Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }

    /** Returns whether it comes with this tool; runtimes without a compiler are fine for most tests. */
    public boolean hasTool(String name) {
        return Files.isExecutable(tool(name));
    }

    /** Returns the names of all its tools. */
    public List<String> tools() {
        try (Stream<Path> files = Files.list(home.resolve("bin"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Java " + version;
    }

    private static Stream<Jdk> known() {
        List<Path> homes = new ArrayList<>();
        homes.add(running().home());
        String named = System.getProperty("it.jdks", "");
        if (!named.isBlank()) {
            Arrays.stream(named.split(File.pathSeparator)).map(Path::of).forEach(homes::add);
        } else if (Files.isDirectory(USUAL_FOLDER)) {
            homes.addAll(foldersOf(USUAL_FOLDER));
        }
        // Links and second names of one JDK have the same release file.
        Set<Properties> seen = new HashSet<>();
        return homes.stream()
                .filter(home -> Files.isRegularFile(home.resolve("release")))
                .filter(home -> seen.add(release(home)))
                .map(home ->
                        new Jdk(home, release(home).getProperty("JAVA_VERSION").replace("\"", "")));
    }

    private static List<Path> foldersOf(Path folder) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            entries.forEach(folders::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folders.sort(null);
        return folders;
    }

    private static Properties release(Path home) {
        Properties release = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release;
    }
}
