package io.automigrate.review;

import io.automigrate.engine.SchemaEngine;
import java.util.List;
import java.util.Optional;

/**
 * A migration that would run, with remarks on its effects.
 *
 * @param sql the text that would run; empty for a Java migration
 */
public record PlannedScript(SchemaEngine.Migration migration, Optional<String> sql, List<Remark> remarks) {
    public PlannedScript {
        remarks = List.copyOf(remarks);
    }
}
