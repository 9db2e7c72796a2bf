package io.automigrate.migration;

import io.automigrate.migration.classpath.FoundFile;
import io.automigrate.settings.Location;
import java.util.Objects;
import java.util.Optional;

/**
 * A script of the catalog.
 *
 * @param name its name, taken apart
 * @param location where it was found
 * @param path its path below the location, with {@code /}; as in Flyway this is the {@code script} column of the history. Below a
 *     location with wildcards it begins behind what these stand for
 * @param content what it holds; empty for the kinds that Flyway does not run as SQL ({@link ScriptKind#CONFIGURATION},
 *     {@link ScriptKind#UNDO}), and for a script that is not UTF-8 but has a configuration, which may name another encoding
 * @param file where its bytes are
 */
public record Script(ScriptName name, Location location, String path, Optional<ScriptContent> content, FoundFile file) {
    public Script {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(file, "file");
    }

    /** Returns what it is. */
    public ScriptKind kind() {
        return name.kind();
    }

    /** Returns its name and where it is, for messages. */
    @Override
    public String toString() {
        return "\"" + path + "\" (" + file.place() + ")";
    }
}
