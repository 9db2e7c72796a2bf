package io.automigrate.authoring;

import io.automigrate.settings.ScriptNaming;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of scripts to which new ones are added. Two processes never choose the same version. */
final class ScriptFolder {
    private static final int MOST_ATTEMPTS = 1000;

    private final Path folder;
    private final ScriptNaming naming;

    ScriptFolder(Path folder, ScriptNaming naming) {
        this.folder = folder;
        this.naming = naming;
    }

    /** Returns a description as a part of a file name: Flyway shows a blank for each underscore. */
    static String words(String description) {
        return description.strip().replaceAll("[^\\p{L}\\p{N}.-]+", "_").replaceAll("^_+|_+$", "");
    }

    /** Creates the files of a request and returns them. */
    List<Path> create(String description, NewScript.Kind kind, LocalDateTime now) throws IOException {
        String end = naming.separator() + words(description);
        return kind == NewScript.Kind.REPEATABLE
                ? List.of(write(naming.repeatable() + end + suffix(), description))
                : createVersion(description, end, kind, now);
    }

    private List<Path> createVersion(String description, String end, NewScript.Kind kind, LocalDateTime now)
            throws IOException {
        List<String> reserved = new ArrayList<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            List<String> used = versions();
            String version = NextVersion.after(
                    Stream.concat(used.stream(), reserved.stream()).toList(), now);
            // A reservation is a file of its own, because two scripts with one version have different names.
            Path reservation = folder.resolve("." + naming.versioned() + version + ".new");
            if (!reserve(reservation)) {
                reserved.add(version);
                continue;
            }
            try {
                // Another process may have added its script before the reservation.
                if (versions().equals(used)) {
                    return write(version, description, end, kind);
                }
            } finally {
                Files.delete(reservation);
            }
        }
        throw new IOException("other processes add scripts to \"" + folder + "\" all the time");
    }

    private static boolean reserve(Path reservation) throws IOException {
        try {
            Files.createFile(reservation);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private List<Path> write(String version, String description, String end, NewScript.Kind kind) throws IOException {
        List<Path> files = new ArrayList<>();
        files.add(write(naming.versioned() + version + end + suffix(), description));
        if (kind == NewScript.Kind.VERSIONED_WITH_UNDO) {
            files.add(write(naming.undo() + version + end + suffix(), "undo: " + description));
        }
        return files;
    }

    private Path write(String name, String comment) throws IOException {
        String line = "-- " + comment.strip().replaceAll("\\s+", " ") + "\n";
        return Files.writeString(folder.resolve(name), line, naming.encoding(), StandardOpenOption.CREATE_NEW);
    }

    private String suffix() {
        return naming.suffixes().get(0);
    }

    /** Returns the versions of all scripts as their names have them. Flyway searches folders below a location, too. */
    private List<String> versions() throws IOException {
        List<String> versions = new ArrayList<>();
        addVersions(folder, versions);
        versions.sort(null);
        return versions;
    }

    /** Files.walk would fail when another process deletes its reservation meanwhile. */
    private void addVersions(Path searched, List<String> versions) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(searched)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    addVersions(entry, versions);
                } else {
                    version(entry.getFileName().toString()).ifPresent(versions::add);
                }
            }
        }
    }

    private Optional<String> version(String name) {
        int end = name.indexOf(naming.separator());
        if (naming.suffixOf(name) == null || end < 0) {
            return Optional.empty();
        }
        return Stream.of(naming.versioned(), naming.undo(), ScriptNaming.BASELINE)
                .filter(prefix -> name.startsWith(prefix) && prefix.length() < end)
                .map(prefix -> name.substring(prefix.length(), end))
                .filter(NextVersion::isVersion)
                .findFirst();
    }
}
