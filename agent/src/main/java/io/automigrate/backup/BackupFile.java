package io.automigrate.backup;

import io.automigrate.failure.ExitCode;
import io.automigrate.failure.Failure;
import io.automigrate.failure.StartupException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file of one backup. Until the backup is complete, the file has another name, so each file with the right name is complete. Closing
 * removes an incomplete file. Only this account may read the file, which holds the data of the database.
 */
final class BackupFile implements AutoCloseable {
    private static final String UNFINISHED = ".part";

    private final Path path;
    private final Path unfinished;
    private final BackupName name;
    private final String extension;
    private final FileChannel held;

    private BackupFile(Path path, Path unfinished, BackupName name, String extension, FileChannel held) {
        this.path = path;
        this.unfinished = unfinished;
        this.name = name;
        this.extension = extension;
        this.held = held;
    }

    /**
     * Makes an empty file.
     *
     * @throws StartupException when the directory does not exist: the agent does not make it, because it would disappear with the
     *     container
     */
    static BackupFile create(Path directory, BackupName name, String extension) throws StartupException, IOException {
        if (!Files.isDirectory(directory)) {
            throw new StartupException(Failure.of(
                            ExitCode.BACKUP_FAILED,
                            "No backup, no migration: there is no directory \"" + directory + "\"")
                    .with("state", "nothing was migrated")
                    .remedy("mount it, or correct AUTO_MIGRATE_BACKUP"));
        }
        removeUnfinished(directory, name, extension);
        Path path = directory.toAbsolutePath().resolve(name + "." + extension);
        Path unfinished = path.resolveSibling("." + path.getFileName() + UNFINISHED);
        if (Files.exists(path)) {
            throw new IOException(path + " is there already");
        }
        if (hasAdvisoryLocks()) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileChannel held = FileChannel.open(unfinished, StandardOpenOption.WRITE);
            held.tryLock();
            return new BackupFile(path, unfinished, name, extension, held);
        }
        Files.createFile(unfinished);
        return new BackupFile(path, unfinished, name, extension, null);
    }

    /** Elsewhere a lock would keep the program that makes the backup from writing. */
    private static boolean hasAdvisoryLocks() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Removes the files of earlier starts that died in a backup of this database: no process holds the lock of such a file. */
    private static void removeUnfinished(Path directory, BackupName name, String extension) throws IOException {
        if (!hasAdvisoryLocks()) {
            return;
        }
        // SQLite writes a journal beside the file, and a process that is killed leaves both.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, ".*" + UNFINISHED + "{,-journal}")) {
            for (Path file : files) {
                String hidden = file.getFileName().toString();
                String finished = hidden.substring(1, hidden.lastIndexOf(UNFINISHED));
                Path backup = file.resolveSibling("." + finished + UNFINISHED);
                if (name.isSameDatabase(finished, extension) && (Files.notExists(backup) || isAbandoned(backup))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isAbandoned(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException e) {
            // Of another account, gone already, or a backup that another thread of this JVM makes.
            return false;
        }
    }

    /** Returns the newest complete backup of this database since a time; empty when there is none. */
    static Optional<Path> newest(Path directory, BackupName name, String extension, Instant since) throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        Path newest = null;
        FileTime time = FileTime.from(since);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (name.isSameDatabase(file.getFileName().toString(), extension)
                        && Files.getLastModifiedTime(file).compareTo(time) >= 0) {
                    newest = file;
                    time = Files.getLastModifiedTime(file);
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Returns the path of the complete backup. */
    Path path() {
        return path;
    }

    /** Returns the path of the incomplete backup. */
    Path unfinished() {
        return unfinished;
    }

    /** Returns the size of the complete backup, as text for messages. */
    String size() throws IOException {
        long bytes = Files.size(path);
        return bytes < 1_000_000
                ? Math.max(1, bytes / 1000) + " KB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }

    /** Gives the backup its name when all bytes are on the disk. */
    void finish() throws IOException {
        if (Files.size(unfinished) == 0) {
            throw new IOException("the backup is empty");
        }
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Removes all but the newest backups of this database.
     *
     * @param keep the number of backups that stay; 0: all
     * @return the backups that could not be removed, a line each
     */
    List<String> removeOlder(int keep) {
        List<String> warnings = new ArrayList<>();
        if (keep == 0) {
            return warnings;
        }
        try (Stream<Path> files = Files.list(path.getParent())) {
            List<Path> older = files.filter(
                            file -> name.isSameDatabase(file.getFileName().toString(), extension))
                    .sorted(Comparator.comparing((Path file) ->
                                    BackupName.timeIn(file.getFileName().toString()))
                            .reversed())
                    .skip(keep)
                    .toList();
            for (Path file : older) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            warnings.add("AUTO_MIGRATE_BACKUP_KEEP: an older backup can't be removed: " + e);
        }
        return warnings;
    }

    @Override
    public void close() throws IOException {
        if (held != null) {
            held.close();
        }
        Files.deleteIfExists(unfinished);
    }
}
