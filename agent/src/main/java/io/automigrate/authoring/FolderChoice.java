package io.automigrate.authoring;

import io.automigrate.settings.ScriptNaming;
import io.automigrate.settings.names.NearestSetting;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The folder that a new script goes into. A folder is created only for the first script of a Maven or Gradle project: a script in a folder
 * whose name is misspelt would never be applied.
 *
 * @param project the folder of the project, an absolute path
 * @param named the folder that the user names; empty: the usual folder of the project
 */
record FolderChoice(Path project, Optional<Path> named, ScriptNaming naming) {
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path USUAL_FOLDER = RESOURCES.resolve("db").resolve("migration");

    /** Folders of other people's files. A search in them would take long, and their scripts are copies. */
    private static final Set<String> PASSED_OVER = Set.of("target", "build", "out", "bin", "node_modules");

    private static final int DEEPEST = 8;
    private static final int MOST_FOLDERS = 2000;
    private static final int MOST_NAMED = 3;

    /**
     * Returns the folder, which exists.
     *
     * @throws IOException when there is no such folder; the message names the folders that may be meant
     */
    Path folder() throws IOException {
        Path chosen = project.resolve(named.orElse(USUAL_FOLDER));
        if (Files.isDirectory(chosen)) {
            return chosen;
        }
        if (Files.exists(chosen)) {
            throw new IOException("\"" + chosen + "\" is a file and not a folder; name a folder with --folder");
        }
        if (named.isPresent()) {
            throw new IOException("there is no folder \"" + chosen + "\"" + instead(near(chosen)));
        }
        Path resources = project.resolve(RESOURCES);
        if (!Files.isDirectory(resources)) {
            throw new IOException(
                    "there is no folder \"" + chosen + "\"; run the command in the folder of the project, or"
                            + " name the folder of the scripts with --folder" + examples(foldersWithScripts(project)));
        }
        List<Path> others = foldersWithScripts(resources);
        if (!others.isEmpty()) {
            throw new IOException(
                    "there is no folder \"" + chosen + "\", and the project has scripts elsewhere; name the"
                            + " folder of the scripts with --folder" + examples(others));
        }
        return Files.createDirectories(chosen);
    }

    private String instead(Optional<Path> near) {
        if (near.isPresent()) {
            return "; did you mean --folder " + near.get() + "? If the folder is new, create it first";
        }
        return "; correct --folder" + examples(foldersWithScripts(project)) + ", or create the folder first";
    }

    private static String examples(List<Path> folders) {
        StringBuilder examples = new StringBuilder();
        for (Path folder : folders.subList(0, Math.min(MOST_NAMED, folders.size()))) {
            examples.append(examples.isEmpty() ? ", for example --folder " : " or --folder ")
                    .append(folder);
        }
        return examples.toString();
    }

    /** Returns the folder whose path differs by a typing error in one or more of its names, as the user would name it. */
    private Optional<Path> near(Path chosen) {
        Path missing = chosen.toAbsolutePath().normalize();
        Path found = missing.getRoot();
        for (Path name : missing) {
            Path next = found.resolve(name);
            if (!Files.isDirectory(next)) {
                String nearest = NearestSetting.nearestSpelling(name.toString(), names(found));
                if (nearest == null) {
                    return Optional.empty();
                }
                next = found.resolve(nearest);
            }
            found = next;
        }
        return Optional.of(asNamed(found));
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        subfolders(folder).forEach(each -> names.add(each.getFileName().toString()));
        return names;
    }

    /** Returns the uppermost folders with versioned or repeatable scripts, as the user would name them. */
    private List<Path> foldersWithScripts(Path top) {
        List<Path> found = new ArrayList<>();
        List<Path> level = List.of(top);
        int seen = 0;
        for (int depth = 0; depth < DEEPEST && seen < MOST_FOLDERS; depth++) {
            List<Path> next = new ArrayList<>();
            for (Path folder : level) {
                seen++;
                if (hasScripts(folder)) {
                    found.add(asNamed(folder));
                } else if (next.size() < MOST_FOLDERS) {
                    next.addAll(subfolders(folder));
                }
            }
            level = next;
        }
        return found;
    }

    private boolean hasScripts(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                if (isScript(file.getFileName().toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // A folder that this account may not read is none of the project's.
            return false;
        }
        return false;
    }

    private boolean isScript(String name) {
        if (naming.suffixOf(name) == null) {
            return false;
        }
        int end = name.indexOf(naming.separator());
        return name.startsWith(naming.repeatable() + naming.separator())
                || name.startsWith(naming.versioned())
                        && end > naming.versioned().length()
                        && NextVersion.isVersion(
                                name.substring(naming.versioned().length(), end));
    }

    private static Set<Path> subfolders(Path folder) {
        Set<Path> folders = new TreeSet<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && !PASSED_OVER.contains(name)) {
                    folders.add(entry);
                }
            }
        } catch (IOException e) {
            // A folder that this account may not read is none of the project's.
            return folders;
        }
        return folders;
    }

    private Path asNamed(Path folder) {
        return folder.startsWith(project) ? project.relativize(folder) : folder;
    }
}
