package io.automigrate.migration;

import io.automigrate.migration.classpath.FoundFile;
import io.automigrate.settings.Location;
import java.util.Objects;
import java.util.Optional;

/**
 * A script of the catalog.
 *
 * @param name the parts of the file name
 * @param location the location that contains the script
 * @param path the path below the location, with {@code /}; Flyway writes it into the {@code script} column of the history. In a
 *     location with wildcards the path begins behind the folders that the wildcards match
 * @param content facts about the text; empty for kinds that Flyway does not run as SQL ({@link ScriptKind#CONFIGURATION},
 *     {@link ScriptKind#UNDO}), and for malformed text of a script whose configuration may name another encoding
 * @param file the file
 */
public record Script(ScriptName name, Location location, String path, Optional<ScriptContent> content, FoundFile file) {
    public Script {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(file, "file");
    }

    /** Returns the kind of the script. */
    public ScriptKind kind() {
        return name.kind();
    }

    /** Returns whether the script is a callback that Flyway does not run when no migration is pending. */
    public boolean isIdleWithoutMigration() {
        return kind() == ScriptKind.CALLBACK && CallbackEvents.isOfPending(name.fileName());
    }

    /** Returns the path and the place of the script, as text for messages. */
    @Override
    public String toString() {
        return "\"" + path + "\" (" + file.place() + ")";
    }
}
