package io.automigrate.settings.resolve;

import io.automigrate.settings.given.Findings;
import io.automigrate.settings.given.Given;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The jars and folders of {@code AUTO_MIGRATE_CLASSPATH}, in their order; {@code folder/*} is every jar in a folder. */
final class ClassPathEntries {
    private final Findings findings;
    private final List<Path> entries = new ArrayList<>();

    ClassPathEntries(Findings findings) {
        this.findings = findings;
    }

    List<Path> read(Given classPath) {
        if (classPath == null) {
            return List.of();
        }
        String text = classPath.value().replace(File.pathSeparatorChar, ',');
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String entry = text.substring(start, end).trim();
            if (!entry.isEmpty()) {
                add(classPath, entry);
            }
            start = end + 1;
        }
        return entries;
    }

    private void add(Given classPath, String entry) {
        boolean all = entry.equals("*") || entry.endsWith("/*") || entry.endsWith(File.separator + "*");
        try {
            Path path = Path.of(all ? entry.substring(0, entry.length() - 1) : entry);
            if (all) {
                addJarsOf(classPath, entry, path);
            } else if (Files.exists(path)) {
                addOnce(path);
            } else {
                findings.problem(classPath, "there is no file or folder \"" + entry + "\", check the path");
            }
        } catch (InvalidPathException e) {
            findings.problem(classPath, "\"" + entry + "\" is no path of a file");
        } catch (IOException e) {
            findings.problem(classPath, "the folder of \"" + entry + "\" cannot be listed (" + e.getMessage() + ")");
        }
    }

    private void addJarsOf(Given classPath, String entry, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            findings.problem(classPath, "there is no folder for \"" + entry + "\", check the path");
            return;
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
                    jars.add(file);
                }
            }
        }
        if (jars.isEmpty()) {
            findings.warning(classPath.shown(), "no jar matches \"" + entry + "\"");
        }
        // The file system's order differs from machine to machine.
        Collections.sort(jars);
        for (Path jar : jars) {
            addOnce(jar);
        }
    }

    private void addOnce(Path path) {
        if (!entries.contains(path)) {
            entries.add(path);
        }
    }
}
