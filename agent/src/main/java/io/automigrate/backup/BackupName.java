package io.automigrate.backup;

import io.automigrate.settings.Settings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The name of a backup: {@code shop-v7-20261120T091500Z}.
 *
 * @param database the database's name in our settings or, when it is the only one, in its URL; without characters that mean something to a file system
 * @param version {@code v7}, {@code unversioned} for a schema without a version
 * @param time in UTC, to the second; the order of the names is that of the times
 */
record BackupName(String database, String version, String time) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static BackupName of(Settings settings, Optional<String> version, Instant time) {
        return new BackupName(
                // Two databases on different servers may have the same name in their URLs.
                safe(
                        settings.database().isEmpty()
                                ? database(settings.account().address().url().value())
                                : settings.database()),
                version.map(number -> "v" + number).orElse("unversioned"),
                TIME.format(time));
    }

    /** Returns whether a file with this name is a backup of this database, of any version and time. */
    boolean isSameDatabase(String fileName, String extension) {
        return fileName.startsWith(database + "-")
                && fileName.substring(database.length())
                        .matches("-(v[0-9.]+|unversioned)-\\d{8}T\\d{6}Z\\." + extension);
    }

    /** Returns the time in the name of a backup. */
    static String timeIn(String fileName) {
        return fileName.substring(fileName.lastIndexOf('-') + 1);
    }

    /** Returns the last part of the path in the URL: a database on a server, or a file. */
    private static String database(String url) {
        int end = 0;
        while (end < url.length() && "?;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String path = url.substring(0, end);
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        name = name.substring(name.lastIndexOf(':') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String safe(String bare) {
        StringBuilder safe = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            safe.append(Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' ? c : '_');
        }
        return safe.isEmpty() ? "database" : safe.toString();
    }

    @Override
    public String toString() {
        return database + "-" + version + "-" + time;
    }
}
