package io.automigrate.migration;

import java.util.Objects;
import java.util.Optional;

/**
 * A file name that follows Flyway's convention, taken apart.
 *
 * @param fileName the name with its suffix, without folders
 * @param kind what it says that the file is
 * @param version the version; only versioned, baseline and undo scripts have one
 * @param description what stands behind {@code __}, with spaces for {@code _}; may be empty
 */
public record ScriptName(String fileName, ScriptKind kind, Optional<SchemaVersion> version, String description) {
    public ScriptName {
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(description, "description");
    }
}
