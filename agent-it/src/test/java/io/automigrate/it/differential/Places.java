package io.automigrate.it.differential;

import java.util.List;
import java.util.Optional;

/** The settings that say where the history is. */
record Places(List<String> schemas, Optional<String> defaultSchema, String table) {
    static final String TABLE = "flyway_schema_history";

    static Places usual() {
        return new Places(List.of(), Optional.empty(), TABLE);
    }
}
