package io.automigrate.migration;

import java.util.Objects;
import java.util.Optional;

/**
 * The parts of a file name that follows Flyway's convention.
 *
 * @param fileName the name with its suffix, without folders
 * @param kind the kind of the script
 * @param version the version; only versioned, baseline and undo scripts have one
 * @param description the text behind {@code __}, with spaces instead of {@code _}; may be empty
 */
public record ScriptName(String fileName, ScriptKind kind, Optional<SchemaVersion> version, String description) {
    public ScriptName {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(description, "description");
    }
}
